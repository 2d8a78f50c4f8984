"use strict";

const webhooksAsUsual = {
  drop_webhooks: 0, duplicate_webhooks: 0, delay_webhooks_ms: 0, hold_webhooks: false, shuffle_webhooks: 0,
};
const apiAsUsual = {
  api_status: null, api_retry_after: null, api_delay_ms: 0, api_calls: "all", api_rate_limit: null,
};

const choices = {
  "webhook-fault": [
    ["are delivered", webhooksAsUsual],
    ["the next one is lost", { ...webhooksAsUsual, drop_webhooks: 1 }],
    ["all are lost", { ...webhooksAsUsual, drop_webhooks: "all" }],
    ["each comes three times", { ...webhooksAsUsual, duplicate_webhooks: 2 }],
    ["are five seconds late", { ...webhooksAsUsual, delay_webhooks_ms: 5000 }],
    ["are held, then shuffled", { ...webhooksAsUsual, hold_webhooks: true }],
  ],
  "api-fault": [
    ["works", apiAsUsual],
    ["answers 503", { ...apiAsUsual, api_status: 503 }],
    ["answers 429", { ...apiAsUsual, api_status: 429 }],
    ["is two seconds late", { ...apiAsUsual, api_delay_ms: 2000 }],
    ["takes 100 requests in 10 seconds", { ...apiAsUsual, api_rate_limit: 100 }],
  ],
};

function showFaults(faults) {
  for (const [id, options] of Object.entries(choices)) {
    const select = byId(id);
    const index = options.findIndex(([, set]) => Object.entries(set).every(([name, value]) => faults[name] === value));
    select.value = index < 0 ? "" : index;
  }
  const counts = [
    faults.dropped > 0 ? `${faults.dropped} webhooks were lost.` : "",
    faults.api_faults > 0 ? `${faults.api_faults} calls of the Backend API went wrong.` : "",
  ].filter(Boolean);
  byId("fault-counts").textContent = counts.join(" ") || "Nothing has gone wrong so far.";
  byId("release").hidden = faults.held === 0;
  byId("release").textContent = `Release ${faults.held} held`;
}

async function change(what, send) {
  try {
    await send();
    tell(what);
    await refresh();
  } catch (error) {
    fail(error);
  }
}

for (const [id, options] of Object.entries(choices)) {
  const select = byId(id);
  // Nobody can choose what was set by other means, but it can be so.
  const other = new Option("as set elsewhere", "");
  other.disabled = true;
  other.hidden = true;
  select.replaceChildren(...options.map(([text], index) => new Option(text, index)), other);
  select.addEventListener("change", () => {
    const [text, set] = options[select.value];
    return change(`${select.labels[0].firstChild.textContent.trim()}: ${text}.`,
      () => call("POST", "/emulator/faults", set));
  });
}
byId("release").addEventListener("click", () => change("They are sent in random order.",
  () => call("POST", "/emulator/faults/release")));

panels.push({ path: "/emulator/faults", show: showFaults });
