import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { settings } from "../settings.js";
import type { Caller } from "./caller.js";
import { unauthenticated, unavailable } from "./errors.js";

const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", settings.identityUrl));

/**
 * The caller of a request that came through the proxy, which asked the cluster and put its answer into headers. Anybody
 * who can reach this port can write headers; nobody else can sign the assertion.
 */
export async function callerOf(headers: Headers): Promise<Caller> {
  const assertion = headers.get("x-identity-assertion");
  if (!assertion) throw unauthenticated("assertion-missing");
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ["ES256"],
      typ: "identity-assertion+jwt",
      issuer: "urn:identity:front",
      audience: "urn:identity:upstream",
    });
    if (!payload.sub) throw unauthenticated("anonymous");
    const organization = payload.org as Caller["organization"] | undefined;
    return { userId: payload.sub, sessionId: String(payload.sid), organization: organization ?? null };
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || error instanceof TypeError) throw unavailable();
    if (error instanceof errors.JOSEError) throw unauthenticated("assertion-refused");
    throw error;
  }
}
