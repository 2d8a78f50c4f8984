"use strict";

const pollEvery = 2000;
const toastFor = 5000;

const byId = (id) => document.getElementById(id);
const rows = new Map();
let info = null;
let users = [];
/** Who the front is asked about: {userId, sessionId, name}. The session may be over; that is worth a look too. */
let asked = null;
let seen = { users: "", organizations: "", deliveries: "" };
/** The other parts of the page: {path, show, seen}. */
const panels = [];
const mostListed = 100;

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: method === "GET" ? {} : { "Content-Type": "application/json" },
    body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
  }).catch(() => {
    throw new Error("The emulator does not answer. Is it still running?");
  });
  const text = await response.text();
  const answer = text === "" ? null : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.detail ?? `The emulator answered ${response.status}.`);
  return answer;
}

const timers = new Map();

function toast(id, text) {
  const place = byId(id);
  place.textContent = text;
  clearTimeout(timers.get(id));
  timers.set(id, setTimeout(() => { place.textContent = ""; }, toastFor));
}

const tell = (text) => toast("told", text);
const fail = (error) => toast("failed", error.message);

function tellChange(what, answer) {
  byId("failed").textContent = "";
  if (!info?.webhook_url) tell(`${what} No webhooks are sent.`);
  else if (answer.delivered) tell(`${what} The front has taken the webhook.`);
  else tell(`${what} The front has not taken the webhook yet; it is tried again.`);
}

const nameOf = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ") || emailOf(user);
const emailOf = (user) => user.email_addresses[0].email_address;

function initialsOf(user) {
  const letters = [user.first_name, user.last_name].filter(Boolean).map((part) => [...part][0]);
  return (letters.length ? letters : [[...emailOf(user)][0]]).join("").toUpperCase();
}

function chip(text, kind) {
  const element = document.createElement("span");
  element.className = kind ? `chip ${kind}` : "chip";
  element.textContent = text;
  return element;
}

/** Rows are changed in place: a row that is made anew would take the keyboard's focus with it. */
function showUsers() {
  const body = byId("users");
  const present = new Set(users.map((user) => user.id));
  for (const [id, row] of rows) {
    if (present.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  for (const user of users) {
    let row = rows.get(user.id);
    if (!row) {
      row = byId("user-row").content.firstElementChild.cloneNode(true);
      row.dataset.user = user.id;
      rows.set(user.id, row);
    }
    showUser(row, user);
    if (row !== body.children[users.indexOf(user)]) body.append(row);
  }
  byId("no-users").hidden = users.length > 0;
  byId("users-table").hidden = users.length === 0;
}

function showUser(row, user) {
  const signedIn = user.emulator.session_id !== null;
  row.querySelector(".avatar").textContent = initialsOf(user);
  row.querySelector(".name").textContent = nameOf(user);
  row.querySelector(".email").textContent = emailOf(user);
  row.classList.toggle("selected", asked?.userId === user.id);
  const chips = [];
  if (signedIn) chips.push(chip("signed in", "good"));
  if (user.banned) chips.push(chip("banned", "bad"));
  row.querySelector(".chips").replaceChildren(...chips);
  for (const button of row.querySelectorAll("[data-action]")) {
    const action = button.dataset.action;
    if (action === "ban") button.textContent = user.banned ? "Unban" : "Ban";
    if (action === "sign-in") button.disabled = user.banned;
    if (action === "revoke") button.disabled = !signedIn;
    if (action !== "select") button.setAttribute("aria-label", `${button.textContent}: ${nameOf(user)}`);
  }
}

function showOrganizations(organizations) {
  const focused = document.activeElement?.id;
  byId("organizations").replaceChildren(...organizations.map((organization) => {
    const item = document.createElement("li");
    const title = document.createElement("h3");
    title.textContent = organization.name;
    const slug = document.createElement("span");
    slug.className = "slug";
    slug.textContent = organization.slug;
    title.append(slug);
    const members = document.createElement("div");
    members.className = "members";
    members.append(...organization.members.map((member) => memberLine(organization, member)));
    const others = organization.members_count - organization.members.length;
    if (others > 0) members.append(`and ${others} more`);
    item.append(title, members);
    return item;
  }));
  byId("no-organizations").hidden = organizations.length > 0;
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
}

function showDeliveries(deliveries) {
  byId("deliveries").replaceChildren(...deliveries.map((delivery) => {
    const item = document.createElement("li");
    const type = document.createElement("span");
    type.className = "type";
    type.textContent = delivery.type;
    const time = document.createElement("time");
    const at = new Date(delivery.created_at);
    time.dateTime = at.toISOString();
    time.textContent = at.toLocaleTimeString();
    const status = delivery.status ?? "no answer";
    const mark = delivery.state === "delivered" ? chip(status, "good")
      : delivery.state === "dropped" ? chip("given up", "bad")
      : delivery.attempts === 0 ? chip("waiting")
      : chip(`${status}, attempt ${delivery.attempts}`, "warn");
    item.append(type, mark, time);
    return item;
  }));
  byId("no-deliveries").hidden = deliveries.length > 0 || !info?.webhook_url;
  byId("deliveries").hidden = deliveries.length === 0;
}

/** Shows what has changed since the last time. */
async function refresh() {
  const sought = byId("search-text").value.trim();
  const [nextUsers, organizations, deliveries, ...others] = await Promise.all([
    call("GET", `/emulator/users?query=${encodeURIComponent(sought)}`), call("GET", "/emulator/organizations"),
    call("GET", "/emulator/deliveries"), ...panels.map((panel) => call("GET", panel.path)),
  ]);
  // Somebody has typed on meanwhile; that look brings the answer.
  if (sought !== byId("search-text").value.trim()) return;
  byId("search").hidden = nextUsers.length < mostListed && sought === "";
  // Before the members, who have one of the roles.
  panels.forEach((panel, index) => {
    const now = JSON.stringify(others[index]);
    if (now !== panel.seen) panel.show(others[index]);
    panel.seen = now;
  });
  users = nextUsers;
  const now = {
    users: JSON.stringify(nextUsers),
    organizations: JSON.stringify(organizations),
    deliveries: JSON.stringify(deliveries),
  };
  const usersChanged = now.users !== seen.users;
  if (usersChanged) showUsers();
  if (usersChanged || now.organizations !== seen.organizations) showOrganizations(organizations);
  if (now.deliveries !== seen.deliveries) showDeliveries(deliveries);
  seen = now;
}

const meanings = {
  200: "The front knows who this is and lets them pass.",
  401: "The front refuses this token.",
  403: "The front knows who this is and refuses.",
  503: "The front can't say at the moment.",
};

async function ask() {
  byId("no-answer").hidden = asked !== null;
  byId("answered").hidden = asked === null;
  byId("ask-again").hidden = asked === null;
  if (asked === null) return;

  showOrganizationChoice();
  byId("asked-name").textContent = asked.name;
  const question = asked;
  const answer = await call("GET", `/emulator/front/me?session_id=${encodeURIComponent(asked.sessionId)}`);
  if (question !== asked) return;

  const mark = byId("answer-status");
  mark.textContent = answer.status ?? "no answer";
  mark.className = `chip ${answer.status === 200 ? "good" : answer.status === null ? "warn" : "bad"}`;
  byId("answer-meaning").textContent = answer.reason ?? meanings[answer.status] ?? "";
  byId("answer-body").textContent = indented(answer.body);
  byId("answer-body").hidden = answer.body === "";
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function showOrganizationChoice() {
  const user = users.find((candidate) => candidate.id === asked.userId);
  const live = user?.emulator.session_id === asked.sessionId;
  byId("acting").hidden = !live || user.emulator.organizations.length === 0;
  byId("answer-curl").parentElement.hidden = !user;
  if (!user) return;

  const emulator = location.origin;
  byId("answer-curl").textContent =
    `TOKEN=$(curl -s -X POST ${emulator}/emulator/token/${user.username ?? user.id})\n`
    + `curl -s -H "Authorization: Bearer $TOKEN" ${info.front_url}/identity/me`;
  byId("organization").replaceChildren(
    new Option("themselves", ""),
    ...user.emulator.organizations.map((one) => new Option(`${one.name} (${one.role})`, one.id)));
  byId("organization").value = user.emulator.active_organization_id ?? "";
}

/** One change: its button rests until the front was told, then everything is looked at again. */
async function act(button, what, change) {
  button.disabled = true;
  try {
    const answer = await change();
    tellChange(what, answer);
    button.disabled = false;
    // A button that rests lets go of the keyboard's focus.
    if (document.activeElement === document.body && button.isConnected) button.focus();
    seen.users = "";
    await refresh();
    await ask();
    return true;
  } catch (error) {
    button.disabled = false;
    fail(error);
    return false;
  }
}

const pathOf = (user, rest = "") => `/emulator/users/${user.id}${rest}?wait=true`;

const actions = {
  "select": (user) => {
    if (user.emulator.session_id === null) return tell(`${nameOf(user)} is not signed in.`);
    asked = { userId: user.id, sessionId: user.emulator.session_id, name: nameOf(user) };
    showUsers();
    return ask().catch(fail);
  },
  "sign-in": (user, button) => act(button, `${nameOf(user)} is signed in.`, async () => {
    const answer = await call("POST", pathOf(user, "/sign-in"));
    asked = { userId: user.id, sessionId: answer.session_id, name: nameOf(user) };
    return answer;
  }),
  "ban": (user, button) => user.banned
    ? act(button, `${nameOf(user)} is no longer banned.`, () => call("POST", pathOf(user, "/unban")))
    : act(button, `${nameOf(user)} is banned.`, () => call("POST", pathOf(user, "/ban"))),
  "revoke": (user, button) => act(button, `The session of ${nameOf(user)} is revoked.`,
    () => call("POST", pathOf(user, "/sessions/revoke"))),
  "edit": (user) => openEdit(user),
  "delete": (user) => openDelete(user),
};

let editing = null;
let deleting = null;

function openEdit(user) {
  editing = user;
  const form = byId("edit-form");
  byId("edit-title").textContent = user ? `Edit ${nameOf(user)}` : "New user";
  byId("edit-save").textContent = user ? "Save" : "Create";
  byId("edit-fault").textContent = "";
  form.first_name.value = user?.first_name ?? "";
  form.last_name.value = user?.last_name ?? "";
  form.username.value = user?.username ?? "";
  form.email_address.value = user ? emailOf(user) : "";
  form.public_metadata.value = JSON.stringify(user?.public_metadata ?? {}, null, 2);
  byId("edit-dialog").showModal();
}

async function saveEdit(event) {
  event.preventDefault();
  const form = byId("edit-form");
  const save = byId("edit-save");
  save.disabled = true;
  try {
    const fields = Object.fromEntries(
      ["first_name", "last_name", "username", "email_address"].map((name) => [name, form[name].value]));
    try {
      fields.public_metadata = JSON.parse(form.public_metadata.value || "{}");
    } catch {
      throw new Error("Public metadata is not JSON.");
    }
    const answer = editing
      ? await call("PATCH", pathOf(editing), fields)
      : await call("POST", "/emulator/users?wait=true", fields);
    byId("edit-dialog").close();
    tellChange(`${nameOf(answer.user)} is ${editing ? "changed" : "created"}.`, answer);
    if (asked?.userId === answer.user.id) asked = { ...asked, name: nameOf(answer.user) };
    await refresh();
    await ask();
  } catch (error) {
    if (byId("edit-dialog").open) byId("edit-fault").textContent = error.message;
    else fail(error);
  } finally {
    save.disabled = false;
  }
}

function openDelete(user) {
  deleting = user;
  byId("delete-name").textContent = nameOf(user);
  byId("delete-dialog").showModal();
}

async function confirmDelete(event) {
  event.preventDefault();
  byId("delete-dialog").close();
  const gone = await act(event.submitter, `${nameOf(deleting)} is deleted.`, () => call("DELETE", pathOf(deleting)));
  // The focus was on a button that is gone now.
  if (gone) byId("new-user").focus();
}

byId("users").addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  const user = users.find((candidate) => candidate.id === button?.closest("tr").dataset.user);
  if (user) actions[button.dataset.action](user, button);
});
byId("new-user").addEventListener("click", () => openEdit(null));
byId("search-text").addEventListener("input", () => refresh().catch(fail));
byId("ask-again").addEventListener("click", () => ask().catch(fail));
byId("edit-form").addEventListener("submit", saveEdit);
byId("delete-form").addEventListener("submit", confirmDelete);
byId("organization").addEventListener("change", async (event) => {
  try {
    const choice = encodeURIComponent(event.target.value);
    const response = await fetch(`/emulator/sessions/${asked.sessionId}/token?organization_id=${choice}`, {
      method: "POST",
      headers: { "X-Clerk-Emulator": "1" },
    });
    if (!response.ok) throw new Error((await response.json()).detail);
    await refresh();
    await ask();
  } catch (error) {
    fail(error);
  }
});
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

async function start() {
  try {
    info = await call("GET", "/emulator/info");
    byId("asked-url").textContent = `GET ${info.front_url}/identity/me`;
    byId("webhook-target").textContent = info.webhook_url
      ? `Signed and sent to ${info.webhook_url}`
      : "None are sent: no receiver was given.";
    await refresh();
  } catch (error) {
    fail(error);
  }
  poll();
}

/** The next look comes after the last one has ended, and none while nobody looks. */
function poll() {
  setTimeout(async () => {
    try {
      if (info === null) return await start();
      if (!document.hidden) await refresh();
    } catch (error) {
      fail(error);
    }
    poll();
  }, pollEvery);
}

document.addEventListener("DOMContentLoaded", start);
