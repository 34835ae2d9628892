// Lines with two buttons each, and a tick where some do not belong. The focus stays on the button
// that moved its line.

// "a)     x = 1": the letter, and the code moved in by as many letters as it is indented.
function showLine(text) {
  const [, letter, indent, rest] = text.match(/^(\S+ )( *)(.*)$/s);
  const code = document.createElement("code");
  code.textContent = rest;
  code.style.marginLeft = `${indent.length}ch`;
  return [letter, code];
}

function render({ model, el }) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const list = document.createElement("ol");
  const check = document.createElement("button");
  const status = document.createElement("p");
  legend.textContent = model.get("question");
  check.textContent = "Check the order";
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  fieldset.append(legend, list, check, status);
  el.classList.add("ck");
  el.append(fieldset);

  const move = (place, by) => {
    const order = [...model.get("order")];
    const [line] = order.splice(place, 1);
    order.splice(place + by, 0, line);
    model.set("order", order);
    model.save_changes();
    draw();
    status.textContent = `Moved to place ${place + by + 1} of ${order.length}.`;
    const row = list.children[place + by];
    const same = row.querySelector(by < 0 ? ".ck-up" : ".ck-down");
    (same.disabled ? row.querySelector("button:enabled") : same).focus();
  };

  const button = (name, sign, text, place, by) => {
    const made = document.createElement("button");
    made.className = name;
    made.textContent = sign;
    made.setAttribute("aria-label", `${by < 0 ? "Move up" : "Move down"}: ${text}`);
    made.disabled = place + by < 0 || place + by >= model.get("order").length;
    made.addEventListener("click", () => move(place, by));
    return made;
  };

  const row = (index, place) => {
    const text = model.get("lines")[index];
    const item = document.createElement("li");
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = model.get("used")[index];
    tick.addEventListener("change", () => {
      model.set("used", model.get("used").map((u, i) => (i === index ? tick.checked : u)));
      model.save_changes();
    });
    if (model.get("removable")) label.append(tick);
    label.append(...showLine(text));
    item.append(
      label, button("ck-up", "↑", text, place, -1), button("ck-down", "↓", text, place, 1),
    );
    return item;
  };

  const draw = () => list.replaceChildren(...model.get("order").map(row));
  const say = () => {
    status.textContent = model.get("feedback");
  };
  const drawFromPython = () => {
    if (!list.contains(document.activeElement)) draw();
  };
  check.addEventListener("click", () => {
    model.set("checks", model.get("checks") + 1);
    model.save_changes();
    say();
  });
  draw();
  say();
  model.on("change:order", drawFromPython);
  model.on("change:feedback", say);
  return () => {
    model.off("change:order", drawFromPython);
    model.off("change:feedback", say);
  };
}

export default { render };
