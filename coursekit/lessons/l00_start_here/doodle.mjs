// A board of 8 by 8 squares to draw on, ten bars beside it, and what the network says below.

const SIZE = 8;
const DOTS = 4; // a square is 4 by 4 dots; the dark ones are counted, as in the data set
const PEN = 0.65; // radius of the round pen, in squares
const FULL = DOTS * DOTS;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function percent(share) {
  if (share > 0.99) return "> 99%";
  return share < 0.01 ? "< 1%" : `${Math.round(100 * share)}%`;
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function makeLine(className) {
  const line = make("p", className);
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  return line;
}

// How far the point p is from the stroke between a and b, in squares.
function distance(p, a, b) {
  const along = [b[0] - a[0], b[1] - a[1]];
  const length = along[0] ** 2 + along[1] ** 2;
  const share = length && ((p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]) / length;
  const t = clamp(share, 0, 1);
  return Math.hypot(p[0] - a[0] - t * along[0], p[1] - a[1] - t * along[1]);
}

// Ink that was there before, and the dots that the pen has darkened since.
class Paper {
  constructor(pixels) {
    this.before = [...pixels];
    this.dots = pixels.map(() => new Set());
  }

  stroke(a, b) {
    const side = SIZE * DOTS;
    for (let i = 0; i < side * side; i++) {
      const [x, y] = [i % side, Math.floor(i / side)];
      if (distance([(x + 0.5) / DOTS, (y + 0.5) / DOTS], a, b) <= PEN) {
        this.dots[Math.floor(y / DOTS) * SIZE + Math.floor(x / DOTS)].add(i);
      }
    }
  }

  erase(square) {
    this.before[square] = 0;
    this.dots[square].clear();
  }

  get pixels() {
    return this.before.map((ink, i) => Math.min(FULL, ink + this.dots[i].size));
  }
}

function makeBoard(help) {
  const board = make("div", "ck-board");
  board.tabIndex = 0;
  board.setAttribute("role", "application");
  board.setAttribute("aria-label", `Drawing board, ${SIZE} by ${SIZE} squares. ${help}`);
  board.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes the keys
  board.append(...Array.from({ length: SIZE * SIZE }, () => document.createElement("div")));
  return board;
}

function makeBars() {
  const bars = make("div", "ck-bars");
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const track = make("span", "ck-track");
    const [name, fill, text] = [make("span", "", String(digit)), make("div", "ck-fill"), make("span", "")];
    track.append(fill);
    bars.append(name, track, text);
    return { name, fill, text };
  });
  return { bars, rows };
}

function makeMenu(model) {
  const label = make("label", "", "or look at one that somebody wrote: ");
  const select = make("select", "");
  select.dataset.lmSuppressShortcuts = "true";
  select.add(new Option("choose …", "-1"));
  model.get("drawings").forEach((name, i) => select.add(new Option(name, String(i))));
  label.append(select);
  return { label, select };
}

function render({ model, el }) {
  const help = "Arrow keys move, Space paints, Backspace erases.";
  const board = makeBoard(help);
  const { bars, rows } = makeBars();
  const { label, select } = makeMenu(model);
  const clear = make("button", "", "Clear the board");
  const [words, goal, place] = [makeLine("ck-words"), makeLine("ck-goal"), makeLine("")];
  const tools = make("div", "ck-tools");
  const left = make("div", "");
  const right = make("div", "ck-answer");
  const both = make("div", "ck-doodle");
  tools.append(clear, label);
  left.append(board, tools);
  right.append(bars, words, goal);
  both.append(left, right);
  el.classList.add("ck");
  el.append(both, make("p", "", `With keys: press Shift+Tab or Tab until the board has a frame. ${help}`), place);

  let paper = new Paper(model.get("pixels"));
  let here = [3, 3];
  let last = null; // where the pen was, in squares from the corner

  const send = () => {
    model.set({ pixels: paper.pixels, chosen: -1 });
    model.save_changes();
  };
  const ink = (to) => {
    paper.stroke(last ?? to, to);
    last = to;
    send();
  };
  const square = () => here[1] * SIZE + here[0];
  const middle = () => [here[0] + 0.5, here[1] + 0.5];
  const showHere = () => {
    [...board.children].forEach((cell, i) => cell.classList.toggle("ck-here", i === square()));
    const amount = model.get("pixels")[square()];
    place.textContent = `Row ${here[1] + 1}, column ${here[0] + 1}: ink ${amount} of ${FULL}.`;
  };

  const pointed = (event) => {
    const box = board.getBoundingClientRect();
    const at = (value, start, length) => clamp(((value - start) / length) * SIZE, 0, SIZE);
    return [at(event.clientX, box.left, box.width), at(event.clientY, box.top, box.height)];
  };
  board.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    board.setPointerCapture(event.pointerId);
    last = null;
    ink(pointed(event));
  });
  board.addEventListener("pointermove", (event) => {
    if (event.buttons & 1 && last) ink(pointed(event));
  });
  board.addEventListener("pointerup", () => {
    last = null;
  });
  board.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step) {
      here = here.map((value, axis) => clamp(value + step[axis], 0, SIZE - 1));
    } else if (event.key === " ") {
      const near = last && Math.hypot(middle()[0] - last[0], middle()[1] - last[1]) < 1.5;
      if (!near) last = null; // else the pen moves on without leaving the paper
      ink(middle());
    } else if (event.key === "Backspace" || event.key === "Delete") {
      last = null;
      paper.erase(square());
      send();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    showHere();
  });
  clear.addEventListener("click", () => {
    paper = new Paper(Array(SIZE * SIZE).fill(0));
    last = null;
    send();
  });
  select.addEventListener("change", () => {
    model.set("chosen", Number(select.value));
    model.save_changes();
  });

  const showPixels = () => {
    const pixels = model.get("pixels");
    if (pixels.some((value, i) => value !== paper.pixels[i])) {
      paper = new Paper(pixels);
      last = null;
    }
    [...board.children].forEach((cell, i) => {
      const gray = 255 - Math.round((pixels[i] / FULL) * 255);
      cell.style.background = `rgb(${gray}, ${gray}, ${gray})`;
    });
    showHere();
  };
  const showAnswer = () => {
    const shares = model.get("shares");
    const best = shares.indexOf(Math.max(...shares));
    rows.forEach(({ name, fill, text }, digit) => {
      fill.style.width = `${100 * shares[digit]}%`;
      text.textContent = percent(shares[digit]);
      name.className = text.className = digit === best ? "ck-best" : "";
    });
    select.value = String(model.get("chosen"));
    if (words.textContent !== model.get("words")) words.textContent = model.get("words");
    if (goal.textContent !== model.get("goal")) goal.textContent = model.get("goal");
    goal.classList.toggle("ck-reached", goal.textContent.startsWith("✓"));
  };
  showPixels();
  showAnswer();
  const answers = ["shares", "words", "goal", "chosen"];
  model.on("change:pixels", showPixels);
  for (const name of answers) model.on(`change:${name}`, showAnswer);
  return () => {
    model.off("change:pixels", showPixels);
    for (const name of answers) model.off(`change:${name}`, showAnswer);
  };
}

export default { render };
