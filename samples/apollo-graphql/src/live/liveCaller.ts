import type { Caller } from "../callers/caller.js";
import type { Person } from "../schema.js";
import { settings } from "../settings.js";
import { readEvents } from "./eventSource.js";

/** Why a caller's time has ended. */
export interface LiveEnd {
  kind: "revoked" | "expired" | "unavailable";
  reason: string;
}

/** What /identity/live says of a caller: the part that is used here. */
interface CallerEvent {
  user: {
    id: string;
    first_name: string | null;
    primary_email_address_id: string | null;
    email_addresses: { id: string; email_address: string }[];
  };
  session: { id: string };
  organization: Caller["organization"];
}

/** Somebody who stays: the cluster tells what changes about them, and when they may not stay any longer. */
export class LiveCaller {
  readonly #stop: AbortController;
  readonly #events;
  #current: CallerEvent | null = null;
  #end: LiveEnd | null = null;
  #waiting: (() => void)[] = [];

  private constructor(body: ReadableStream<Uint8Array>, stop: AbortController) {
    this.#events = readEvents(body);
    this.#stop = stop;
  }

  /** Begins to follow the bearer of a session token; null when the cluster refuses them. */
  static async follow(token: string): Promise<LiveCaller | LiveEnd> {
    const stop = new AbortController();
    try {
      const answer = await fetch(new URL("/identity/live", settings.identityUrl), {
        headers: { accept: "text/event-stream", authorization: `Bearer ${token}` },
        signal: stop.signal,
      });
      if (answer.status === 401) return { kind: "revoked", reason: "unauthenticated" };
      if (!answer.ok || !answer.body) return { kind: "unavailable", reason: `identity-${answer.status}` };
      const caller = new LiveCaller(answer.body as ReadableStream<Uint8Array>, stop);
      await caller.#next();
      return caller.#end ?? caller;
    } catch {
      return { kind: "unavailable", reason: "identity-unavailable" };
    }
  }

  /** Who it is, as last told. */
  get caller(): Caller {
    const { user, session, organization } = this.#current!;
    return { userId: user.id, sessionId: session.id, organization };
  }

  /** Reads until the end, which it gives. To be called once. */
  async ended(): Promise<LiveEnd> {
    while (!this.#end) await this.#next();
    return this.#end;
  }

  /** The caller now, and again whenever something changed; several changes may melt into one. */
  async *changes(): AsyncGenerator<Person> {
    let shown: CallerEvent | null = null;
    while (!this.#end) {
      if (shown === this.#current) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      shown = this.#current;
      yield this.#person();
    }
  }

  /** Stops following. */
  dispose(): void {
    this.#stop.abort();
  }

  async #next(): Promise<void> {
    try {
      const { value: event, done } = await this.#events.next();
      if (done) this.#end = { kind: "unavailable", reason: "identity-unavailable" };
      else if (event.name === "caller") this.#current = JSON.parse(event.data) as CallerEvent;
      else this.#end = { kind: event.name as LiveEnd["kind"], reason: JSON.parse(event.data).reason };
    } catch {
      this.#end = { kind: "unavailable", reason: "identity-unavailable" };
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #person(): Person {
    const { user, organization } = this.#current!;
    const primary = user.email_addresses.find(({ id }) => id === user.primary_email_address_id);
    return {
      id: user.id,
      firstName: user.first_name,
      emailAddress: primary?.email_address ?? null,
      organization,
    };
  }
}
