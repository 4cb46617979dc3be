import { crc32c } from '../arena/crc32c';

/** Epochs whose other half has not come yet. */
const KEPT = 256;

/** Compares the content that was shown for an epoch with the checksum that the server took of its own, whichever comes first. */
export class ContentCheck {
  private readonly told = new Map<bigint, number>();
  private readonly seen = new Map<bigint, number>();

  /** `isRight` is called once for each epoch of which both are known. */
  constructor(private readonly compared: (isRight: boolean) => void) {}

  tell(epoch: bigint, checksum: number): void {
    this.pair(epoch, checksum, this.told, this.seen);
  }

  see(epoch: bigint, content: Uint8Array): void {
    this.pair(epoch, crc32c(content), this.seen, this.told);
  }

  private pair(epoch: bigint, checksum: number, own: Map<bigint, number>, other: Map<bigint, number>): void {
    const match = other.get(epoch);
    if (match !== undefined) {
      other.delete(epoch);
      this.compared(match === checksum);
      return;
    }
    own.set(epoch, checksum);
    if (own.size > KEPT) own.delete(own.keys().next().value!);
  }
}
