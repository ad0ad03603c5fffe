/** The last few ids, to know one that comes twice. */
export class RecentIds {
  static readonly MAX_IDS = 1_024;

  readonly #ids = new Set<string>();

  /** Remembers the id; false if it is remembered already. */
  add(id: string): boolean {
    if (this.#ids.has(id)) {
      return false;
    }
    this.#ids.add(id);
    if (this.#ids.size > RecentIds.MAX_IDS) {
      this.#ids.delete(this.#ids.values().next().value!);
    }
    return true;
  }

  clear(): void {
    this.#ids.clear();
  }
}
