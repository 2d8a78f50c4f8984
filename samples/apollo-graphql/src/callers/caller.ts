/** Who sent an operation. The schema asks nothing else, so it doesn't matter how we know. */
export interface Caller {
  userId: string;
  sessionId: string;
  organization: { id: string; slug: string | null; role: string } | null;
}

/** What every resolver gets. */
export interface Context {
  caller: Caller;
}
