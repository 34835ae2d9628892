// A fieldset of radio buttons. The reply comes from Python, so no answer is in the page before a try.

function render({ model, el }) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const status = document.createElement("p");
  const group = `ck-${Math.random().toString(36).slice(2)}`;
  legend.textContent = model.get("question");
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
