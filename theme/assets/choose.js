/* 能筛选的表：各项同时成立的行才显示；所选写在地址里，可以收藏、转给别人。 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-gw-choose]"));
const table = document.querySelector("[data-gw-chosen]");

/** @param {HTMLFormElement} form @param {Element} table */
function filter(form, table) {
  const selects = [...form.querySelectorAll("select")];
  const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => ({
    row: /** @type {HTMLElement} */ (row),
    words: new Set((row.getAttribute("data-words") ?? "").split("\t")),
  }));

  function show() {
    const chosen = selects.map((select) => select.value).filter(Boolean);
    let count = 0;
    for (const { row, words } of rows) {
      row.hidden = !chosen.every((word) => words.has(word));
      count += Number(!row.hidden);
    }
    output.textContent = count ? `${count} ${output.dataset.unit}` : "没有这样的条，少选一项试试";
  }

  function remember() {
    const query = new URLSearchParams();
    for (const select of selects)
      if (select.value) query.set(select.name, select.value.slice(select.name.length + 1));
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const word = `${select.name}=${asked.get(select.name) ?? ""}`;
    if ([...select.options].some((option) => option.value === word)) select.value = word;
  }
  form.addEventListener("change", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // 事件先于选项复原
  form.addEventListener("reset", () => setTimeout(() => (show(), remember())));
  form.hidden = false;
  show();
}

if (form && table) filter(form, table);
