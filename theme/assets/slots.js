/* 引文里留给读者的空：查阅的日期、所引的段落；照 gongwen.publish.styles 的写法填上。 */

/** 一处空：名称，其前其后的字，写法，不填时的字。 @typedef {[name: string, before: string, after: string, form: string, open: string]} Slot */
/** @typedef {(string | Slot)[]} Pieces */
/** 引的是哪一段：怎样称呼，页址之后接什么。 @typedef {{label: string, fragment: string}} Filling */

/** 读者当天的日期，各种写法。
 *  @param {Date} day @param {string} form */
function written(day, form) {
  const [year, month, date] = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  const [mm, dd] = [month, date].map((part) => String(part).padStart(2, "0"));
  if (form === "english")
    return day.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" });
  if (form === "chinese") return `${year}年${month}月${date}日`;
  return form === "slashes" ? `${year}/${mm}/${dd}/` : `${year}-${mm}-${dd}`;
}

/** @param {Pieces} pieces @param {Filling | null} place */
export function filled(pieces, place) {
  const today = new Date();
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const [name, before, after, form, open] = piece;
      const known =
        name === "accessed" ? written(today, form) : name === "place" ? place?.label : place?.fragment;
      return known ? before + known + after : open;
    })
    .join("");
}

/** 一条 CSL-JSON，填上查阅的日期和所引的段落。
 *  @param {Record<string, unknown>} work @param {Filling | null} place */
export function item(work, place) {
  const today = new Date();
  const made = { ...work };
  if (made.URL) {
    made.URL = `${made.URL}${place?.fragment ?? ""}`;
    made.accessed = { "date-parts": [[today.getFullYear(), today.getMonth() + 1, today.getDate()]] };
  }
  if (place?.label) made.page = place.label;
  return made;
}
