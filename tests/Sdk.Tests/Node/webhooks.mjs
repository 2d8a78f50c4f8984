// Sends what Svix's own library signs, and prints the status of each answer.
//   node webhooks.mjs <url> <secret> <body>
import { randomUUID } from "node:crypto";
import { Webhook } from "svix";

const [url, secret, body] = process.argv.slice(2);
const other = `whsec_${Buffer.from("another secret of 32 characters!").toString("base64")}`;
const minutes = (count) => new Date(Date.now() + count * 60_000);

await send("good", {});
await send("tampered", { sent: body.replace("}", " }") });
await send("another secret", { by: other });
await send("four minutes old", { at: minutes(-4) });
await send("six minutes old", { at: minutes(-6) });
await send("six minutes early", { at: minutes(6) });

async function send(name, { by = secret, at = new Date(), sent = body }) {
  const id = `msg_${randomUUID()}`;
  const headers = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(by).sign(id, at, body),
  };
  const answer = await fetch(url, { method: "POST", headers, body: sent });
  console.log(`${name}: ${answer.status}`);
}
