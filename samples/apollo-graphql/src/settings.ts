// Everything that is set from outside. Clerk's own names where Clerk has them.
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} isn't set.`);
  return value;
}

export const settings = {
  port: Number(process.env.PORT ?? 4000),
  host: "127.0.0.1", // behind a proxy, which is the only one that should reach it
  secretKey: required("CLERK_SECRET_KEY"),
  publishableKey: required("CLERK_PUBLISHABLE_KEY"),
  // The one option that changes: the identity cluster, where https://api.clerk.com would be.
  identityUrl: process.env.IDENTITY_URL ?? "http://127.0.0.1:5080",
};
