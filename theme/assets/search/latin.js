/* 拉丁字母的词：从词首查。文件见 gongwen.search.latin。 */

import { json, kept } from "./tree.js";

/** 一个首字母的词，依次，各在哪些记录里：隔几件、在记录的什么位置，两两相间。
 *  @typedef {{words: string[], lists: number[][]}} Letter */

export class Words {
  /** @param {URL} folder 索引的文件夹 @param {Record<string, string>} files 各首字母的文件 */
  constructor(folder, files) {
    this.folder = folder;
    this.files = files;
    /** @type {Map<string, Promise<Letter>>} */
    this.letters = new Map();
  }

  /** 有以此开头的词的记录；whole 是有整个这个词的。
   *  @param {string} word @returns {Promise<import("./tree.js").Found>} */
  async lookup(word) {
    const file = this.files[word[0]];
    /** @type {Letter} */
    const { words, lists } = file ? await this.#letter(file) : { words: [], lists: [] };
    /** @type {Map<number, number>} */
    const masks = new Map();
    /** @type {Set<number>} */
    const whole = new Set();
    words.forEach((one, index) => {
      if (!one.startsWith(word)) return;
      let record = -1;
      for (let at = 0; at < lists[index].length; at += 2) {
        record += lists[index][at] + 1;
        masks.set(record, (masks.get(record) ?? 0) | lists[index][at + 1]);
        if (one === word) whole.add(record);
      }
    });
    return {
      exact: true,
      length: word.length,
      records: Uint32Array.from(masks.keys()),
      masks: Uint8Array.from(masks.values()),
      whole,
    };
  }

  /** @param {string} file */
  #letter(file) {
    return kept(this.letters, file, async () => {
      const [words, ...lists] = await json(new URL(`w/${file}.bin`, this.folder));
      return { words: words.split(" "), lists };
    });
  }
}
