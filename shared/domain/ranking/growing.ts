/** A list of whole numbers that grows by doubling: a tenth of the memory of an array of numbers. */
abstract class Growing<T extends Int32Array | Uint8Array> {
  length = 0;

  protected constructor(protected held: T) {}

  protected abstract ofSize(length: number): T;

  push(value: number): void {
    if (this.length === this.held.length) {
      const larger = this.ofSize(this.held.length * 2);
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
  values(): T {
    return this.held.subarray(0, this.length) as T;
  }
}

export class GrowingInts extends Growing<Int32Array> {
  constructor(capacity = 1024) {
    super(new Int32Array(capacity));
  }

  protected ofSize(length: number): Int32Array {
    return new Int32Array(length);
  }
}

/** The same of numbers from 0 to 255. */
export class GrowingBytes extends Growing<Uint8Array> {
  constructor(capacity = 1024) {
    super(new Uint8Array(capacity));
  }

  protected ofSize(length: number): Uint8Array {
    return new Uint8Array(length);
  }
}
