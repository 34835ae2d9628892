// A label and a dropdown for each row of the left column.

function render({ model, el }) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const status = document.createElement("p");
  legend.textContent = model.get("question");
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  fieldset.append(legend);

  const selects = model.get("left").map((text, row) => {
    const line = document.createElement("div");
    const label = document.createElement("label");
    const select = document.createElement("select");
    line.className = "ck-row";
    label.textContent = text;
    label.htmlFor = select.id = `ck-${Math.random().toString(36).slice(2)}`;
    select.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the arrow keys
    select.add(new Option("choose …", "-1"));
    model.get("right").forEach((option, i) => select.add(new Option(option, String(i))));
    select.addEventListener("change", () => {
      const chosen = Number(select.value);
      model.set("picked", model.get("picked").map((p, i) => (i === row ? chosen : p)));
      model.save_changes();
    });
    line.append(label, select);
    fieldset.append(line);
    return select;
  });
  fieldset.append(status);
  el.classList.add("ck");
  el.append(fieldset);

  const update = () => {
    selects.forEach((select, i) => {
      select.value = String(model.get("picked")[i]);
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
