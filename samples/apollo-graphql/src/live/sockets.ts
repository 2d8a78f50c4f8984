import { CloseCode } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { WebSocketServer } from "ws";
import { schema } from "../schema.js";
import { LiveCaller, type LiveEnd } from "./liveCaller.js";

type Extra = { live?: LiveCaller };

/** Subscriptions: connection_init carries a session token, and the socket is open as long as its bearer may pass. */
export function serveSubscriptions(server: WebSocketServer) {
  return useServer<{ token?: unknown }, Extra>(
    {
      schema,
      connectionInitWaitTimeout: 5_000,
      onConnect: async ({ connectionParams, extra }) => {
        const token = connectionParams?.token;
        const live = typeof token === "string" ? await LiveCaller.follow(token) : refused;
        if (!(live instanceof LiveCaller)) {
          close(extra.socket, live);
          return;
        }
        extra.live = live;
        void live.ended().then((end) => close(extra.socket, end));
        // Gone while we asked: onClose has been and found nothing to end.
        if (extra.socket.readyState !== extra.socket.OPEN) live.dispose();
      },
      context: ({ extra }) => ({ live: extra.live!, caller: extra.live!.caller }),
      onClose: ({ extra }) => extra.live?.dispose(),
    },
    server,
  );
}

const refused: LiveEnd = { kind: "revoked", reason: "token-missing" };

// How graphql-ws's clients read a close: 4401 is final; after 4403 they come again with new connectionParams, and so with a
// new token; after 1013 they come again as well.
function close(socket: { close(code: number, reason: string): void }, { kind, reason }: LiveEnd): void {
  if (kind === "revoked") socket.close(CloseCode.Unauthorized, reason);
  else if (kind === "expired") socket.close(CloseCode.Forbidden, reason);
  else socket.close(1013, reason);
}
