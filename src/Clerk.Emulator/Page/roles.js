"use strict";

/** Checkboxes are changed in place, so that the keyboard's focus stays where it is. */
const grants = new Map();
let catalog = "";
let roleKeys = [];

const isOwn = (permission) => permission.type === "user";

function showRoles({ roles, permissions }) {
  const shape = JSON.stringify([roles.map((role) => [role.id, role.name]), permissions.map((one) => one.id)]);
  if (shape !== catalog) {
    catalog = shape;
    grants.clear();
    byId("roles").replaceChildren(...roles.map((role) => roleOf(role, permissions)));
  }
  for (const role of roles) {
    const granted = new Set(role.permissions.map((permission) => permission.id));
    for (const box of grants.get(role.id)) box.checked = granted.has(box.value);
  }
}

function roleOf(role, permissions) {
  const group = document.createElement("fieldset");
  const title = document.createElement("legend");
  const key = document.createElement("span");
  key.className = "slug";
  key.textContent = role.key;
  title.append(role.name, key);
  group.append(title);
  const boxes = permissions.filter(isOwn).map((permission) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = permission.id;
    box.addEventListener("change", () => act(
      box, `${role.name} may ${box.checked ? "" : "not "}${permission.key}.`, () => grant(role.id, boxes)));
    const label = document.createElement("label");
    label.append(box, permission.key);
    group.append(label);
    return box;
  });
  grants.set(role.id, boxes);
  const system = role.permissions.filter((permission) => !isOwn(permission)).length;
  const rest = document.createElement("span");
  rest.className = "rest";
  rest.textContent = `and ${system} of Clerk's own`;
  if (system > 0) group.append(rest);
  return group;
}

/** Clerk's own permissions stay as they are. */
async function grant(roleId, boxes) {
  const role = (await call("GET", "/emulator/roles")).find((candidate) => candidate.id === roleId);
  if (!role) throw new Error("The role is gone.");
  const kept = role.permissions.filter((permission) => !isOwn(permission)).map((permission) => permission.id);
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  return call("PATCH", `/emulator/roles/${roleId}?wait=true`, { permissions: [...kept, ...chosen] });
}

/** A member of an organization, with a choice of roles. */
function memberLine(organization, member) {
  const user = users.find((candidate) => candidate.id === member.user_id);
  const name = user ? nameOf(user) : member.identifier;
  const line = document.createElement("label");
  const who = document.createElement("span");
  who.textContent = name;
  const role = document.createElement("select");
  role.id = member.id;
  role.replaceChildren(...[...new Set([...roleKeys, member.role])].map((key) => new Option(key)));
  role.value = member.role;
  role.addEventListener("change", () => act(role, `${name} is now ${role.value}.`, () => call(
    "PATCH", `/emulator/organizations/${organization.id}/members/${member.user_id}?wait=true`, { role: role.value })));
  line.append(who, role);
  return line;
}

let lastPermissions = [];

panels.push({ path: "/emulator/permissions", show: (permissions) => { lastPermissions = permissions; } });
panels.push({
  path: "/emulator/roles",
  show: (roles) => {
    roleKeys = roles.map((role) => role.key);
    seen.organizations = "";
    showRoles({ roles, permissions: lastPermissions });
  },
});
