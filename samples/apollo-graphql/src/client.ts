// A real Apollo client in a terminal: asks who it is, then follows itself until it is thrown out.
//   npm run client -- http://127.0.0.1:4000/graphql <token>
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

const [url = "http://127.0.0.1:4000/graphql", token = ""] = process.argv.slice(2);
const me = gql`query { me { id firstName emailAddress organization { slug role } memberships { organization role } } }`;
const changes = gql`subscription { me { firstName organization { slug role } } }`;

const http = new HttpLink({ uri: url, headers: token ? { authorization: `Bearer ${token}` } : {} });
const socket = new GraphQLWsLink(
  createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    connectionParams: () => ({ token }), // asked anew at every connect: give a fresh token here
    retryAttempts: 0,
  }),
);
const client = new ApolloClient({
  link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, socket, http),
  cache: new InMemoryCache(),
});

try {
  const { data } = await client.query({ query: me });
  console.log("me:", JSON.stringify(data));
} catch (error) {
  console.log("refused:", error instanceof Error ? error.message : error);
  process.exit(1);
}
client.subscribe({ query: changes }).subscribe({
  next: ({ data, error }) => (error ? ended(error) : console.log("now:", JSON.stringify(data))),
  error: ended,
});

function ended(reason: unknown): void {
  console.log("ended:", reason instanceof Error ? reason.message : reason);
  process.exit(0);
}
