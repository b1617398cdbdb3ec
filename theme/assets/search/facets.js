/* 分面：年份、类型、机构、行动、门类，带件数，可以合用。 */

import { KINDS, make } from "./show.js";

const SHOWN = 6; // 每个分面先列几项
const SVG = "http://www.w3.org/2000/svg";

export class Facets {
  /** @param {HTMLDetailsElement} box @param {(choice: object) => void} choose 读者选了什么 */
  constructor(box, choose) {
    this.box = box;
    this.choose = choose;
    this.whole = new Set(); // 展开了的分面
    this.narrow = matchMedia("(max-width: 59.9375em)");
    this.fit();
    this.narrow.addEventListener("change", () => this.fit());
    box.addEventListener("change", (event) => this.#changed(event.target));
  }

  /** 宽屏总是展开，窄屏先收起。 */
  fit() {
    this.box.open = !this.narrow.matches;
  }

  hide() {
    this.box.hidden = true;
  }

  draw(engine, { counts, names }, chosen) {
    const focused = this.box.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    const parts = [
      this.#years(engine, counts.year, chosen.year),
      this.#list("type", "类型", counts.type, chosen.type, (key) => key),
      this.#list("agency", "机构", counts.agency, chosen.agency, (key) => names.get(key) ?? key),
      this.#list("campaign", "行动", counts.campaign, chosen.campaign, (key) => names.get(key) ?? key),
      counts.kind.size > 1 || chosen.kind.length
        ? this.#list("kind", "门类", counts.kind, chosen.kind, (key) => KINDS[key] ?? key)
        : null,
    ];
    this.box.replaceChildren(this.box.querySelector("summary"), ...parts.filter(Boolean));
    this.box.hidden = false;
    if (focused) this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #list(field, legend, counts, chosen, named) {
    const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const key of chosen) if (!counts.has(key)) all.push([key, 0]);
    if (!all.length) return null;
    const shown = this.whole.has(field)
      ? all
      : all.filter(([key], index) => index < SHOWN || chosen.includes(key));
    const set = make(
      "fieldset",
      {},
      make("legend", {}, legend),
      ...shown.map(([key, count]) => this.#box(field, key, named(key), count, chosen.includes(key))),
    );
    if (shown.length < all.length) {
      const more = make(
        "button",
        { type: "button", class: "gw-linker", "data-key": `${field}-more` },
        `全部 ${all.length} 项`,
      );
      more.addEventListener("click", () => {
        this.whole.add(field);
        const all_ = this.#list(field, legend, counts, chosen, named);
        set.replaceWith(all_);
        all_.querySelectorAll("input")[shown.length]?.focus();
      });
      set.append(more);
    }
    return set;
  }

  #box(field, key, label, count, checked) {
    const input = make("input", { type: "checkbox", name: field, value: key, "data-key": `${field}-${key}` });
    input.checked = checked;
    return make("label", {}, input, make("span", {}, label), make("span", {}, String(count)));
  }

  /** 逐年的柱，和十年一项。 */
  #years(engine, counts, chosen) {
    const every = engine.catalogue.years.filter(([year]) => year);
    if (!every.length) return null;
    const [first, last] = [every[0][0], every.at(-1)[0]];
    const totals = new Map(every);
    const spans = [];
    for (let from = Math.floor(last / 10) * 10; from + 9 >= first; from -= 10)
      spans.push([Math.max(from, first), Math.min(from + 9, last), from]);
    const has = ([from, to]) => chosen.some(([a, b]) => a === from && b === to);
    const sum = (from, to) =>
      [...counts].reduce((total, [year, count]) => total + (year >= from && year <= to ? count : 0), 0);
    const rows = spans.map(([from, to, decade]) => {
      const label = to === last ? `${decade < first ? first : decade} 年以来` : `${from}—${to}`;
      return [`${from}-${to}`, label, sum(from, to), has([from, to])];
    });
    for (const [from, to] of chosen) {
      if (!spans.some((span) => span[0] === from && span[1] === to))
        rows.push([
          from === to ? `${from}` : `${from}-${to}`,
          from === to ? `${from} 年` : `${from}—${to}`,
          sum(from, to),
          true,
        ]);
    }
    const kept = rows.filter(([, , count, checked]) => count || checked);
    if (!kept.length) return null;
    const ends = make(
      "p",
      { class: "gw-note gw-ends num" },
      make("span", {}, String(first)),
      make("span", {}, String(last)),
    );
    const picture = make("div", { class: "gw-fig" }, this.#picture(first, last, totals, counts));
    return make(
      "fieldset",
      { class: "years" },
      make("legend", {}, "年份"),
      picture,
      ends,
      ...kept.map((row) => this.#box("year", ...row)),
    );
  }

  #picture(first, last, totals, counts) {
    const width = 212 / (last - first + 1);
    const highest = Math.max(...totals.values());
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 212 45");
    svg.setAttribute("aria-hidden", "true");
    const bar = (css, year, count, name) => {
      const rect = document.createElementNS(SVG, "rect");
      const height = count ? Math.max(1.2, (count / highest) * 40) : 0;
      const values = {
        class: css,
        x: (year - first) * width + 1,
        y: 44 - height,
        width: Math.max(1, width - 1.8),
        height,
      };
      for (const [key, value] of Object.entries(values)) rect.setAttribute(key, value);
      if (name) {
        const title = document.createElementNS(SVG, "title");
        title.textContent = name;
        rect.append(title);
        rect.addEventListener("click", () => this.choose({ year: [String(year)] }));
      }
      svg.append(rect);
    };
    for (let year = first; year <= last; year++) {
      const own = counts.get(year) ?? 0;
      bar("bar-2", year, totals.get(year) ?? 0);
      if (own) bar("hot", year, own, `${year} 年 ${own} 件`);
    }
    const axis = document.createElementNS(SVG, "line");
    for (const [key, value] of Object.entries({ class: "axis", x1: 0, x2: 212, y1: 44, y2: 44 }))
      axis.setAttribute(key, value);
    svg.append(axis);
    return svg;
  }

  #changed(input) {
    if (input.type !== "checkbox") return;
    const values = [...this.box.querySelectorAll(`input[name="${input.name}"]:checked`)].map(
      (one) => one.value,
    );
    this.choose({ [input.name]: values });
  }
}
