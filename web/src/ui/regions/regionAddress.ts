/** What the page's address says behind its #: a region in a window of its own. */
export interface RegionAddress {
  name: string;
  check: boolean;
}

export function regionAddress(name: string): string {
  return `/#${new URLSearchParams({ region: name }).toString()}`;
}

export function readRegionAddress(hash: string): RegionAddress | null {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const name = query.get('region');
  return name === null || name === '' ? null : { name, check: query.get('check') === '1' };
}
