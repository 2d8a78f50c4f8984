import { createServer } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Request as ExpressRequest } from "express";
import { WebSocketServer } from "ws";
import { callerOf as callerByAssertion } from "./callers/assertion.js";
import type { Context } from "./callers/caller.js";
import { callerOf as callerBySdk } from "./callers/sdk.js";
import { serveSubscriptions } from "./live/sockets.js";
import { schema } from "./schema.js";
import { settings } from "./settings.js";

const app = express();
const http = createServer(app);
const sockets = serveSubscriptions(new WebSocketServer({ server: http, path: "/graphql", maxPayload: 64 * 1024 }));
const apollo = new ApolloServer<Context>({
  schema,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer: http }),
    { serverWillStart: async () => ({ drainServer: async () => await sockets.dispose() }) },
  ],
});
await apollo.start();

// Who calls, in two ways: with Clerk's SDK, from the token; or behind a proxy that has asked already.
app.use(
  "/graphql",
  express.json({ limit: "64kb" }),
  expressMiddleware(apollo, { context: async ({ req }) => ({ caller: await callerBySdk(webRequest(req)) }) }),
);
app.use(
  "/gateway/graphql",
  express.json({ limit: "64kb" }),
  expressMiddleware(apollo, { context: async ({ req }) => ({ caller: await callerByAssertion(headersOf(req)) }) }),
);

http.listen(settings.port, settings.host, () => {
  const { port } = http.address() as { port: number };
  console.log(`GraphQL on http://${settings.host}:${port}/graphql`);
});

function headersOf(req: ExpressRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headersDistinct)) for (const one of value ?? []) headers.append(name, one);
  return headers;
}

function webRequest(req: ExpressRequest): Request {
  return new Request(new URL(req.originalUrl, `${req.protocol}://${req.host}`), {
    method: req.method,
    headers: headersOf(req),
  });
}
