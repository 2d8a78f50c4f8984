import { createClerkClient } from "@clerk/backend";
import { settings } from "../settings.js";
import type { Caller } from "./caller.js";
import { unauthenticated, unavailable } from "./errors.js";

/** Clerk's own SDK, as everybody uses it; only apiUrl says that the cluster answers. */
export const clerk = createClerkClient({
  secretKey: settings.secretKey,
  publishableKey: settings.publishableKey,
  apiUrl: settings.identityUrl,
  telemetry: { disabled: true }, // a local Clerk is no news for Clerk
});

/** The caller of a request that carries a session token. */
export async function callerOf(request: Request): Promise<Caller> {
  const state = await clerk.authenticateRequest(request, { acceptsToken: "session_token" });
  const auth = state.toAuth();
  if (!auth?.userId) {
    // No keys to verify with is our trouble; anything else is a token that won't do.
    if (state.reason?.startsWith("jwk-") || state.reason === "unexpected-error") throw unavailable();
    throw unauthenticated(state.reason ?? "signed-out");
  }

  // A token stays valid for a minute after its session was revoked. The cluster knows better, and answers from memory,
  // so asking it on every request is affordable.
  const session = await known(clerk.sessions.getSession(auth.sessionId));
  if (session?.status !== "active") throw unauthenticated(`session-${session?.status ?? "unknown"}`);
  return { userId: auth.userId, sessionId: auth.sessionId, organization: organizationOf(auth) };
}

/** What the cluster knows; null when it says that there is no such thing. */
export async function known<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return null;
    throw unavailable();
  }
}

function organizationOf(auth: { orgId?: string | null; orgSlug?: string | null; orgRole?: string | null }) {
  return auth.orgId ? { id: auth.orgId, slug: auth.orgSlug ?? null, role: auth.orgRole ?? "" } : null;
}
