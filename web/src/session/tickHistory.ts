/** The last tick times, as the chart shows them. */
export class TickHistory {
  private readonly values: number[] = [];
  private next = -1;

  constructor(private readonly capacity: number) {}

  /** Adds a stretch that begins at tick `first`; what is known already is left out, and a restart begins anew. */
  add(first: number, microseconds: readonly number[]): void {
    const end = first + microseconds.length;
    if (microseconds.length === 0) return;
    if (end < this.next) {
      this.values.length = 0;
      this.next = -1;
    }
    const known = this.next < 0 ? 0 : Math.max(0, this.next - first);
    for (const us of microseconds.slice(known)) this.values.push(us / 1000);
    this.next = end;
    if (this.values.length > this.capacity) this.values.splice(0, this.values.length - this.capacity);
  }

  /** Milliseconds, oldest first. */
  get recentMs(): readonly number[] {
    return this.values;
  }
}
