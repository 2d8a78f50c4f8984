// authenticateRequest of @clerk/backend, for each token in a header and in a cookie; a line of JSON each.
//   node authenticate.mjs <apiUrl> <secretKey> <publishableKey> '["<token>", …]'
import { createClerkClient } from "@clerk/backend";

const [apiUrl, secretKey, publishableKey, tokens] = process.argv.slice(2);
const clerk = createClerkClient({ apiUrl, secretKey, publishableKey, telemetry: { disabled: true } });
const url = "http://127.0.0.1:4000/";

for (const token of JSON.parse(tokens)) {
  const cookie = `__session=${token}; __client_uat=1; __clerk_db_jwt=dvb_1`;
  for (const headers of [{ authorization: `Bearer ${token}` }, { cookie }]) {
    const state = await clerk.authenticateRequest(new Request(url, { headers }), { acceptsToken: "session_token" });
    const { userId = null, sessionId = null, orgId = null, orgRole = null, orgPermissions = null } = state.toAuth() ?? {};
    const auth = { userId, sessionId, orgId, orgRole, orgPermissions };
    console.log(JSON.stringify({ status: state.status, reason: state.reason ?? null, ...auth }));
  }
}
