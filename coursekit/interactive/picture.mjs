// A figure whose image is replaced in place. The old image stays until the new one is decoded.

// A slider says 1.06, where ipywidgets would let it say 1.0599999999999998.
function sayRounded(handle) {
  const said = handle.getAttribute("aria-valuetext") ?? "";
  const rounded = said.includes(".") ? String(Number(Number(said).toPrecision(10))) : said;
  if (rounded !== said && rounded !== "NaN") handle.setAttribute("aria-valuetext", rounded);
}

// The controls beside us come from ipywidgets. Slider handles get their label as a name, and the
// arrow keys stay with the control that has the focus (JupyterLab would move to another cell).
function helpControls(el) {
  const near = el.parentElement;
  for (const slider of near?.querySelectorAll(".widget-slider") ?? []) {
    const label = slider.querySelector("label")?.textContent ?? "";
    const handle = slider.querySelector("[role=slider]");
    if (!handle) continue;
    handle.setAttribute("aria-label", label);
    sayRounded(handle);
    new MutationObserver(() => sayRounded(handle)).observe(handle, {
      attributeFilter: ["aria-valuetext"],
    });
  }
  for (const control of near?.querySelectorAll("[role=slider], select") ?? []) {
    control.dataset.lmSuppressShortcuts = "true";
  }
}

function render({ model, el }) {
  const figure = document.createElement("figure");
  const img = document.createElement("img");
  const words = document.createElement("p");
  const goal = document.createElement("p");
  figure.className = "ck-picture";
  words.className = "ck-words";
  goal.className = "ck-goal";
  for (const line of [words, goal]) {
    line.setAttribute("role", "status");
    line.setAttribute("aria-live", "polite");
  }
  figure.append(img);
  el.classList.add("ck");
  el.append(figure, words, goal);

  let url = "";
  img.addEventListener("load", () => {
    if (img.dataset.old) URL.revokeObjectURL(img.dataset.old);
  });

  const drawImage = () => {
    const png = model.get("png");
    figure.hidden = png.byteLength === 0;
    if (figure.hidden) return;
    img.dataset.old = url;
    url = URL.createObjectURL(new Blob([png], { type: "image/png" }));
    img.src = url;
  };
  const drawWords = () => {
    img.alt = model.get("alt");
    img.width = model.get("width");
    img.height = model.get("height");
    if (words.textContent !== model.get("words")) words.textContent = model.get("words");
    if (goal.textContent !== model.get("goal")) goal.textContent = model.get("goal");
    goal.hidden = goal.textContent === "";
    goal.classList.toggle("ck-reached", goal.textContent.startsWith("✓"));
  };
  drawWords();
  drawImage();
  const helping = setTimeout(() => helpControls(el), 0);
  model.on("change:png", drawImage);
  for (const name of ["alt", "words", "goal", "width", "height"]) {
    model.on(`change:${name}`, drawWords);
  }

  return () => {
    clearTimeout(helping);
    model.off("change:png", drawImage);
    for (const name of ["alt", "words", "goal", "width", "height"]) {
      model.off(`change:${name}`, drawWords);
    }
    URL.revokeObjectURL(url);
  };
}

export default { render };
