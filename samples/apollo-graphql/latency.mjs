// What does the one option change? Asks for a user at Clerk and at the cluster, with Clerk's own SDK.
//   node latency.mjs [calls in a row, 40] [calls at once, 150]
import assert from "node:assert";
import { createClerkClient } from "@clerk/backend";

const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL, IDENTITY_URL = "http://127.0.0.1:5080" } = process.env;
const [inARow = 40, atOnce = 150] = process.argv.slice(2).map(Number);
const telemetry = { disabled: true }; // a local Clerk is no news for Clerk
const before = createClerkClient({ secretKey, apiUrl: CLERK_API_URL, telemetry });
const after = createClerkClient({ secretKey, apiUrl: IDENTITY_URL, telemetry }); // the one option

const id = (await after.users.getUserList({ limit: 1 })).data[0].id;
const [theirs, ours] = await Promise.all([before, after].map((clerk) => clerk.users.getUser(id)));
assert.deepStrictEqual(ours.raw, theirs.raw);
console.log("Both give the same user, field by field.");
await report("before", before);
await report("after", after);

async function report(name, clerk) {
  const times = [];
  for (let i = 0; i < inARow; i++) {
    const start = performance.now();
    await clerk.users.getUser(id);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const burst = await Promise.allSettled(Array.from({ length: atOnce }, () => clerk.users.getUser(id)));
  const refused = burst.filter(({ reason }) => reason?.status === 429).length;
  const failed = burst.filter(({ status }) => status === "rejected").length - refused;
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
  console.log(`${name}: p50 ${at(0.5)} ms, slowest ${at(1)} ms; of ${atOnce} at once ${refused} refused (429), ${failed} failed`);
}
