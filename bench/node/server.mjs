// What the guides show: Clerk's middleware verifies the token, and a Map in the process knows the users.
import { clerkMiddleware, getAuth } from "@clerk/express";
import express from "express";

const { CLERK_JWT_KEY: jwtKey, CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: publishableKey, USERS, PORT } = process.env;
const users = new Map(Array.from({ length: Number(USERS) }, (_, i) => [`user_${i}`, { id: `user_${i}`, banned: false }]));

const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.get("/anonymous", (_, response) => response.json({ authenticated: false }));
app.use(clerkMiddleware({ jwtKey, secretKey, publishableKey }));
app.get("/map", (request, response) => {
  const { userId, sessionId } = getAuth(request);
  const user = userId && users.get(userId);
  if (!user || user.banned) return response.status(401).end();
  response.json({ authenticated: true, userId, sessionId });
});
app.listen(Number(PORT), "127.0.0.1", () => console.log(`Now listening on: http://127.0.0.1:${PORT}`));
