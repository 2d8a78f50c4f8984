import { makeExecutableSchema } from "@graphql-tools/schema";
import type { User } from "@clerk/backend";
import type { Caller, Context } from "./callers/caller.js";
import { unauthenticated } from "./callers/errors.js";
import { clerk, known } from "./callers/sdk.js";
import type { LiveCaller } from "./live/liveCaller.js";

/** Beside the caller, the context of a subscription has the caller's changes. */
export interface LiveContext extends Context {
  live: LiveCaller;
}

const typeDefs = /* GraphQL */ `
  type Query {
    "Who is signed in, as they are now."
    me: User!
  }

  type Subscription {
    "Who is signed in: at first, and whenever that changes."
    me: User!
  }

  type User {
    id: ID!
    firstName: String
    emailAddress: String
    "The active organization."
    organization: Organization
    "All organizations."
    memberships: [Membership!]!
  }

  type Organization {
    id: ID!
    slug: String
    role: String!
  }

  type Membership {
    organization: String!
    role: String!
  }
`;

/** A user as the schema shows them, wherever they come from. */
export interface Person {
  id: string;
  firstName: string | null;
  emailAddress: string | null;
  organization: Caller["organization"];
}

export const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Query: {
      // One call on every request, and no cache: it is answered from memory, without Clerk's rate limit.
      me: async (_: unknown, __: unknown, { caller }: Context) => {
        const user = await known(clerk.users.getUser(caller.userId));
        if (!user || user.banned) throw unauthenticated(user ? "user-banned" : "user-unknown");
        return personOf(user, caller);
      },
    },
    Subscription: {
      me: {
        subscribe: (_: unknown, __: unknown, { live }: LiveContext) => live.changes(),
        resolve: (person: Person) => person,
      },
    },
    User: {
      memberships: async ({ id }: Person) => {
        const page = await known(clerk.users.getOrganizationMembershipList({ userId: id }));
        return (page?.data ?? []).map(({ organization, role }) => ({ organization: organization.name, role }));
      },
    },
  },
});

function personOf(user: User, caller: Caller): Person {
  return {
    id: user.id,
    firstName: user.firstName,
    emailAddress: user.primaryEmailAddress?.emailAddress ?? null,
    organization: caller.organization,
  };
}
