"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = JSON.parse(byId("words").textContent);
  const form = byId("filters");
  const fields = ["q", "unit", "role", "section", "from", "to"];

  // the same key as kehoach.text.bare: no case, no tones, d for đ
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  const tasks = data.tasks.map((task, number) => {
    const row = byId("t" + number);
    const text = Array.from(row.cells, (cell) => cell.innerText || cell.textContent).join(" ");
    return { ...task, row, bar: byId("b" + number), text: fold(text + " " + task.l.join(" ") + " " + task.c.join(" ")) };
  });
  const headings = Array.from(document.querySelectorAll("tr.section, tr.document"));

  function matcher() {
    const wanted = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const terms = fold(wanted.q).split(" ").filter(Boolean);
    return (task) =>
      terms.every((term) => task.text.includes(term)) &&
      (!wanted.unit || (wanted.role !== "c" && task.l.includes(wanted.unit)) || (wanted.role !== "l" && task.c.includes(wanted.unit))) &&
      (!wanted.section || task.h.includes(Number(wanted.section))) &&
      (!wanted.from || (task.d && task.d >= wanted.from)) &&
      (!wanted.to || (task.d && task.d <= wanted.to));
  }

  function apply() {
    const matches = matcher();
    const shown = tasks.map(matches);
    const count = shown.filter(Boolean).length;
    // a group row stays with its children
    tasks.forEach((task, number) => {
      for (let parent = task.p; shown[number] && parent !== null && !shown[parent]; parent = tasks[parent].p) shown[parent] = "above";
    });
    const used = new Set();
    tasks.forEach((task, number) => {
      task.row.hidden = !shown[number];
      if (task.bar) task.bar.hidden = shown[number] !== true;
      if (shown[number]) task.h.forEach((heading) => used.add(heading));
    });
    const filtered = fields.some((name) => form.elements[name].value);
    headings.forEach((heading, number) => { heading.hidden = filtered && !used.has(number); });
    byId("count").textContent = count + "/" + tasks.length + " " + words.shown;
    byId("none").hidden = count > 0;
    const undated = tasks.filter((task, number) => shown[number] === true && !task.bar).length;
    byId("undated").textContent = undated ? undated + " " + words.undated : "";
  }

  function show(view) {
    document.documentElement.classList.toggle("view-table", view !== "timeline");
    document.documentElement.classList.toggle("view-timeline", view === "timeline");
    form.querySelectorAll("[data-view]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === view)));
  }

  function remember() {
    const state = new URLSearchParams();
    fields.forEach((name) => { if (form.elements[name].value) state.set(name, form.elements[name].value); });
    if (document.documentElement.classList.contains("view-timeline")) state.set("view", "timeline");
    history.replaceState(null, "", "#" + state);
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return;
    const state = new URLSearchParams(hash);
    fields.forEach((name) => { form.elements[name].value = state.get(name) || ""; });
    show(state.get("view") === "timeline" ? "timeline" : "table");
    apply();
  }

  function markToday() {
    if (!data.first) return;
    const day = 86400000, now = new Date();
    const first = Date.parse(data.first), last = Date.parse(data.last) + day;
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    if (today < first || today >= last) return;
    const line = document.createElement("span");
    line.className = "today";
    line.textContent = words.today;
    line.style.left = ((today - first) / (last - first)) * 100 + "%";
    document.querySelector(".axis").append(line);
  }

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const { view, clear } = event.target.dataset;
    if (view) show(view);
    if (clear !== undefined) { form.reset(); apply(); }
    if (view || clear !== undefined) remember();
  });
  document.querySelector("#timeline ol").addEventListener("click", (event) => {
    if (event.target.closest("a")) show("table");
  });
  addEventListener("hashchange", recall);

  document.documentElement.classList.add("js");
  form.hidden = false;
  show("table");
  markToday();
  apply();
  recall();
})();
