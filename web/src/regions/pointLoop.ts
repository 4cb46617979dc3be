import type { Region } from '../arena/region';
import type { RegionReader } from '../arena/regionReader';
import type { RegionWatch } from '../feed/feedClient';
import { ContentCheck } from './contentCheck';
import { FrameFigures } from './frameFigures';
import { PointCamera } from './pointCamera';
import { PointRenderer, type PointTheme } from './pointRenderer';
import { extentOf, nearestElement, type Extent, type PointLayout, type Scalar } from './points';

/** Between two looks at how far the points reach. */
const EXTENT_INTERVAL_MS = 500;
/** Reads that may be revoked in one frame before the next frame tries. */
const MAX_ATTEMPTS = 3;
/** How near to a point a click must be, in CSS pixels. */
const REACH_PX = 14;

/** Draws a region as points, one upload for each epoch that a frame comes upon, from the arena's own bytes. */
export class PointLoop {
  readonly figures = new FrameFigures();
  private readonly reader: RegionReader;
  private readonly camera = new PointCamera();
  private readonly check: ContentCheck | null;
  private renderer: PointRenderer | null = null;
  private canvas: HTMLCanvasElement | null = null;
  private requested = 0;
  private shownEpoch = 0n;
  private colour: Scalar | null = null;
  private colourRange: Extent | null = null;
  private selected = -1;
  private isStale = true;
  private extentsDueMs = 0;

  constructor(
    private readonly watch: RegionWatch,
    private readonly region: Region,
    private readonly layout: PointLayout,
    private readonly themeOf: () => PointTheme,
    check: boolean,
  ) {
    this.reader = region.openReader();
    this.theme = themeOf();
    this.check = check ? new ContentCheck((isRight) => {
      this.figures.checked++;
      if (!isRight) this.figures.torn++;
    }) : null;
    if (this.check !== null) watch.onChecksum = (epoch, checksum) => this.check!.tell(epoch, checksum);
  }

  private theme: PointTheme;

  /** False when the browser has no WebGL 2. */
  attach(canvas: HTMLCanvasElement): boolean {
    this.canvas = canvas;
    this.renderer = PointRenderer.create(canvas, this.layout);
    this.renderer?.colourBy(this.colour);
    document.addEventListener('visibilitychange', this.onVisibility);
    this.request();
    return this.renderer !== null;
  }

  dispose(): void {
    cancelAnimationFrame(this.requested);
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.renderer?.dispose();
    this.renderer = null;
    this.watch.onChecksum = null;
    this.reader.dispose();
  }

  resize(): void {
    this.isStale = true;
  }

  select(element: number): void {
    this.selected = element;
    this.isStale = true;
  }

  colourBy(field: Scalar | null): void {
    this.colour = field;
    this.colourRange = null;
    this.extentsDueMs = 0;
    this.renderer?.colourBy(field);
    this.isStale = true;
  }

  /** The element at a place of the canvas, in CSS pixels; -1 for none. */
  elementAt(x: number, y: number): number {
    if (this.canvas === null) return -1;
    const ratio = this.canvas.width / Math.max(1, this.canvas.clientWidth);
    const frame = this.camera.frame(this.canvas.width, this.canvas.height);
    const worldX = frame.x + (x * ratio - this.canvas.width / 2) / frame.scale;
    const worldY = frame.y + (y * ratio - this.canvas.height / 2) / frame.scale;
    return nearestElement(this.layout, this.region.front, worldX, worldY, (REACH_PX * ratio) / frame.scale);
  }

  private request(): void {
    this.requested = requestAnimationFrame(this.frame);
  }

  private readonly onVisibility = () => this.figures.pause();

  private readonly frame = (atMs: number) => {
    this.request();
    const beganMs = performance.now();
    const renderer = this.renderer;
    if (renderer === null || this.canvas === null) return;
    const isNew = this.region.epoch !== this.shownEpoch && this.region.epoch !== 0n;
    let checkMs = 0;
    if (isNew || !renderer.isFilled) checkMs = this.upload(renderer, isNew, beganMs);
    if (this.isStale && renderer.isFilled) this.draw(renderer);
    this.figures.frame(atMs, performance.now() - beganMs - checkMs);
  };

  /** Returns the time that went into checking, which is no part of showing. */
  private upload(renderer: PointRenderer, isNew: boolean, nowMs: number): number {
    let checkMs = 0;
    let isCounted = !isNew;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const content = this.reader.open();
      if (!isCounted) this.figures.saw(this.reader.epoch);
      isCounted = true;
      renderer.upload(content);
      this.figures.uploads++;
      if (nowMs >= this.extentsDueMs) this.look(content, nowMs);
      const beganMs = performance.now();
      const epoch = this.reader.epoch;
      const copy = this.check === null ? null : content.slice();
      const isWhole = this.reader.close() === 'ok';
      if (isWhole && copy !== null) this.check!.see(epoch, copy);
      checkMs += performance.now() - beganMs;
      if (isWhole) {
        this.shownEpoch = epoch;
        this.isStale = true;
        this.watch.taken(epoch);
        break;
      }
      this.figures.revoked++;
    }
    return checkMs;
  }

  private look(content: Uint8Array, nowMs: number): void {
    this.camera.see(extentOf(this.layout.x, this.layout, content), extentOf(this.layout.y, this.layout, content));
    if (this.colour !== null) this.colourRange = extentOf(this.colour, this.layout, content);
    this.theme = this.themeOf();
    this.extentsDueMs = nowMs + EXTENT_INTERVAL_MS;
  }

  private draw(renderer: PointRenderer): void {
    const canvas = this.canvas!;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.max(1, Math.round(canvas.clientWidth * ratio)), Math.max(1, Math.round(canvas.clientHeight * ratio))];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    renderer.draw(this.camera.frame(width, height), this.theme, this.colourRange, this.selected, ratio);
    this.isStale = false;
  }
}
