import { GraphQLError } from "graphql";

/** Nobody we know: code UNAUTHENTICATED, and the HTTP answer is 401. */
export function unauthenticated(reason: string): GraphQLError {
  return new GraphQLError("You aren't signed in.", {
    extensions: { code: "UNAUTHENTICATED", reason, http: { status: 401 } },
  });
}

/** It can't be known who calls. That isn't the caller's fault, and they needn't sign in again: 503. */
export function unavailable(): GraphQLError {
  return new GraphQLError("It can't be known who you are just now.", {
    extensions: { code: "IDENTITY_UNAVAILABLE", http: { status: 503, headers: new Map([["retry-after", "1"]]) } },
  });
}
