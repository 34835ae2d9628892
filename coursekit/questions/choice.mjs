// A fieldset of radio buttons. The reply comes from Python, so no answer is in the page before a try.
// Each pick is answered and counts, so an arrow key only moves; the space bar or Enter picks.

const SHORT = 32; // letters; options that are no longer than this together stand in one line
const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function render({ model, el }) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const status = document.createElement("p");
  const group = `ck-${Math.random().toString(36).slice(2)}`;
  legend.textContent = model.get("question");
  fieldset.classList.toggle("ck-short", model.get("options").join("").length <= SHORT);
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  fieldset.append(legend);

  const inputs = model.get("options").map((text, i) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = group;
    input.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the arrow keys
    input.addEventListener("change", () => {
      model.set("picked", i);
      model.save_changes();
    });
    label.append(input, ` ${text}`);
    fieldset.append(label);
    return input;
  });
  fieldset.title = "Arrow keys move, the space bar picks.";
  fieldset.addEventListener("keydown", (event) => {
    const here = inputs.indexOf(event.target);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key in MOVES) {
      event.preventDefault();
      inputs[(here + MOVES[event.key] + inputs.length) % inputs.length].focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      inputs[here].click();
    }
  });
  fieldset.append(status);
  el.classList.add("ck");
  el.append(fieldset);

  const update = () => {
    inputs.forEach((input, i) => {
      input.checked = i === model.get("picked");
    });
    status.textContent = model.get("feedback");
  };
  update();
  model.on("change:picked", update);
  model.on("change:feedback", update);
  return () => {
    model.off("change:picked", update);
    model.off("change:feedback", update);
  };
}

export default { render };
