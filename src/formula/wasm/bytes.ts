/** Bytes as they are written, one after the other. */
export class Bytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A copy of them. */
  toArray(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  byte(value: number): this {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(bytes: ArrayLike<number> | Bytes): this {
    const { length } = bytes;
    if (this.#length + length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(bytes instanceof Bytes ? bytes.#bytes.subarray(0, length) : bytes, this.#length);
    this.#length += length;
    return this;
  }

  /** A number in LEB128. */
  unsigned(value: number): this {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.byte(rest);
  }

  signed(value: number): this {
    let rest = value;
    for (;;) {
      const byte = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) return this.byte(byte);
      this.byte(byte | 0x80);
    }
  }

  /** A text in UTF-8 after its length. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.unsigned(bytes.length).append(bytes);
  }

  #grow(more: number): void {
    const larger = new Uint8Array(2 * Math.max(this.#bytes.length, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
