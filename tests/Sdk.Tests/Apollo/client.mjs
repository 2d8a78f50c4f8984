// A real Apollo client, which prints what it gets, a line of JSON each.
//   node client.mjs query <url> <token>
//   node client.mjs subscribe <url> <token, or where to get one>
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

const [mode, url, token] = process.argv.slice(2);
const print = (value) => console.log(JSON.stringify(value));
const cache = new InMemoryCache();

if (mode === "query") {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = new ApolloClient({ link: new HttpLink({ uri: url, headers }), cache });
  const query = gql`{ me { id firstName emailAddress organization { id slug role } memberships { organization role } } }`;
  try {
    print({ data: (await client.query({ query })).data });
  } catch (error) {
    const { code = null, reason = null } = error.errors?.[0]?.extensions ?? {};
    print({ error: { code, reason, message: error.message } });
  }
} else {
  const link = new GraphQLWsLink(createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    lazy: true,
    retryWait: async () => {},
    shouldRetry: () => true,
    connectionParams: async () => ({
      token: token.startsWith("http") ? await (await fetch(token, { method: "POST" })).text() : token || undefined,
    }),
    on: { closed: ({ code, reason }) => print({ closed: code, reason }) },
  }));
  const client = new ApolloClient({ link, cache });
  const query = gql`subscription { me { id firstName organization { role } } }`;
  client.subscribe({ query }).subscribe({
    next: ({ data, error }) => (error ? end(error) : print({ next: data.me })),
    error: end,
    complete: () => end(),
  });
}

function end(error) {
  print({ ended: error ? (error.reason ?? error.message ?? String(error)) : "complete" });
  process.exit(0);
}
