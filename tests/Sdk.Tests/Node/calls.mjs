// Calls methods of @clerk/backend, and prints what each gave, a line of JSON each.
//   node calls.mjs <apiUrl> <secretKey> '[["users.getUser", "user_1"], …]'
import { createClerkClient } from "@clerk/backend";

const [apiUrl, secretKey, calls] = process.argv.slice(2);
const clerk = createClerkClient({ apiUrl, secretKey, telemetry: { disabled: true } });

for (const [method, ...args] of JSON.parse(calls)) {
  const [group, name] = method.split(".");
  try {
    console.log(JSON.stringify({ value: (await clerk[group][name](...args)) ?? null }));
  } catch (error) {
    const { status = null, errors = [], clerkTraceId, message } = error;
    const codes = errors.map(({ code, message, longMessage, meta }) => ({ code, message, longMessage, meta }));
    console.log(JSON.stringify({ error: { status, codes, traced: Boolean(clerkTraceId), text: String(message) } }));
  }
}
