// A question, a button that casts the vote, and a table for a room's hands. What is right, and why,
// stays in Python until the deciding cell says it.

const ROUNDS = ["first vote", "after talking"];

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function radios(options, changed) {
  const group = `ck-${Math.random().toString(36).slice(2)}`;
  return options.map((text) => {
    const label = element("label");
    const input = element("input", "", { type: "radio", name: group });
    const mark = element("em");
    input.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the arrow keys
    input.addEventListener("change", changed);
    label.append(input, ` ${text} `, mark);
    return { label, input, mark };
  });
}

function roomTable(model) {
  const options = model.get("options");
  const table = element("table");
  const head = element("tr");
  ["option", ...ROUNDS, "share"].forEach((text) => head.append(element("th", text, { scope: "col" })));
  table.append(head);
  const enter = (i, round, value) => {
    const hands = model.get("hands").map((pair) => [...pair]);
    hands[i][round] = Math.max(0, Math.floor(Number(value) || 0));
    model.set("hands", hands);
    model.save_changes();
  };
  const rows = options.map((option, i) => {
    const row = element("tr");
    const bars = ROUNDS.map((_, round) => element("div", "", { class: `ck-bar ck-bar-${round}` }));
    const fields = ROUNDS.map((name, round) => {
      const field = element("input", "", { type: "number", min: 0, max: 999, step: 1 });
      field.setAttribute("aria-label", `Hands for ${option}, ${name}`);
      field.dataset.lmSuppressShortcuts = "true";
      field.addEventListener("input", () => enter(i, round, field.value));
      return field;
    });
    row.append(element("th", option, { scope: "row" }));
    fields.forEach((field) => {
      const cell = element("td");
      cell.append(field);
      row.append(cell);
    });
    const last = element("td", "", { class: "ck-bars" });
    last.append(...bars);
    row.append(last);
    table.append(row);
    return { fields, bars };
  });
  return { table, rows };
}

function render({ model, el }) {
  const fieldset = element("fieldset");
  const status = element("p", "", { role: "status", "aria-live": "polite" });
  const cast = element("button", "", { type: "button" });
  const again = element("button", "Start again", { type: "button" });
  const buttons = element("p");
  const picked = () => choices.findIndex(({ input }) => input.checked);
  const choices = radios(model.get("options"), () => {
    cast.disabled = false;
  });
  const vote = (votes) => {
    model.set("votes", votes);
    model.save_changes();
  };
  cast.addEventListener("click", () => vote([...model.get("votes").slice(0, 1), picked()]));
  again.addEventListener("click", () => vote([]));
  buttons.append(cast, " ", again);
  fieldset.append(element("legend", model.get("question")), status);
  fieldset.append(...choices.map(({ label }) => label), buttons);

  const details = element("details");
  const room = element("p", "", { role: "status", "aria-live": "polite" });
  const { table, rows } = roomTable(model);
  details.append(element("summary", "For a room: count the hands"), table, room);
  fieldset.append(details);
  el.classList.add("ck");
  el.append(fieldset);

  const voted = () => {
    const votes = model.get("votes");
    choices.forEach(({ input, mark }, i) => {
      input.checked = votes.length === 2 && votes[1] === i;
      const names = ["first vote", "second vote"].filter((_, round) => votes[round] === i);
      mark.textContent = names.length ? `← ${names.join(" and ")}` : "";
    });
    cast.textContent = ["Cast first vote", "Cast second vote", "Change second vote"][votes.length];
    cast.disabled = picked() < 0;
    again.hidden = votes.length === 0;
    status.textContent = model.get("status");
  };
  const counted = () => {
    const hands = model.get("hands");
    const sums = ROUNDS.map((_, round) => hands.reduce((sum, pair) => sum + pair[round], 0));
    rows.forEach(({ fields, bars }, i) =>
      ROUNDS.forEach((name, round) => {
        const share = sums[round] ? hands[i][round] / sums[round] : 0;
        if (document.activeElement !== fields[round]) fields[round].value = hands[i][round];
        bars[round].style.setProperty("--share", `${100 * share}%`);
        bars[round].textContent = sums[round] ? `${name}: ${Math.round(100 * share)}%` : "";
      }),
    );
    room.textContent = model.get("room");
  };
  const listeners = { "change:votes": voted, "change:status": voted, "change:hands": counted, "change:room": counted };
  Object.entries(listeners).forEach(([event, update]) => model.on(event, update));
  voted();
  counted();
  return () => Object.entries(listeners).forEach(([event, update]) => model.off(event, update));
}

export default { render };
