import { useEffect, useReducer, useState } from 'react';
import type { FeedClient, RegionWatch } from '../../feed/feedClient';

/** Watches a region while the component is there; shows it again whenever region, fault or link change. */
export function useRegionWatch(feeds: FeedClient, name: string): RegionWatch | null {
  const [watch, setWatch] = useState<RegionWatch | null>(null);
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const opened = feeds.watch(name);
    setWatch(opened);
    const ends = [opened.subscribe(refresh), feeds.subscribe(refresh)];
    return () => {
      ends.forEach((end) => end());
      opened.close();
    };
  }, [feeds, name]);
  return watch?.name === name ? watch : null;
}
