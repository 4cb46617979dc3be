import { typeBytes, type FieldType } from '../arena/schema';
import type { Frame } from './pointCamera';
import type { Extent, PointLayout, Scalar } from './points';
import { POINT_FRAGMENT, POINT_VERTEX } from './pointShaders';

export type Colour = readonly [number, number, number];

export interface PointTheme {
  /** From the lowest value to the highest. */
  readonly ramp: readonly [Colour, Colour, Colour, Colour];
  readonly ring: Colour;
  readonly background: Colour;
}

/** Of a point in a view of medium height; smaller ones have smaller points. */
const RADIUS_CSS_PIXELS = 1.9;
const SMALLEST_RADIUS_CSS_PIXELS = 1.2;
const MEDIUM_HEIGHT_CSS_PIXELS = 420;
/** How much larger the selected one's ring is. */
const RING_SIZE = 4;
const SMALLEST_RING_CSS_PIXELS = 15;
const UNIFORMS = ['u_middle', 'u_scale', 'u_pixels', 'u_range', 'u_selected', 'u_ramp', 'u_ring'] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Draws a region's elements as points: its bytes go to the GPU as they lie, and one call draws them all. */
export class PointRenderer {
  private buffer!: WebGLBuffer;
  private places!: Record<Uniform, WebGLUniformLocation | null>;
  private hasContent = false;
  private colour: Scalar | null = null;

  private constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly layout: PointLayout,
  ) {
    this.build();
    gl.canvas.addEventListener('webglcontextlost', this.onLost);
    gl.canvas.addEventListener('webglcontextrestored', this.onRestored);
  }

  /** Null when the browser has no WebGL 2. */
  static create(canvas: HTMLCanvasElement, layout: PointLayout): PointRenderer | null {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    return gl === null ? null : new PointRenderer(gl, layout);
  }

  /** False after a lost context, until the content is uploaded again. */
  get isFilled(): boolean {
    return this.hasContent;
  }

  /** Copies the region's content, which may be shared memory, to the GPU. */
  upload(content: Uint8Array): void {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, content);
    this.hasContent = true;
  }

  colourBy(field: Scalar | null): void {
    this.colour = field;
    this.point(2, field ?? this.layout.x);
  }

  draw(frame: Frame, theme: PointTheme, range: Extent | null, selected: number, deviceRatio: number): void {
    const { gl, places, layout } = this;
    if (gl.isContextLost() || !this.hasContent) return;
    const { width, height } = gl.canvas;
    gl.viewport(0, 0, width, height);
    gl.clearColor(...theme.background, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(places.u_middle, frame.x, frame.y);
    gl.uniform2f(places.u_scale, (2 * frame.scale) / width, (-2 * frame.scale) / height);
    const size = Math.min(1, height / deviceRatio / MEDIUM_HEIGHT_CSS_PIXELS);
    const pixels = 2 * Math.max(SMALLEST_RADIUS_CSS_PIXELS, RADIUS_CSS_PIXELS * size) * deviceRatio;
    gl.uniform1f(places.u_pixels, pixels);
    const isRanged = this.colour !== null && range !== null;
    gl.uniform2f(places.u_range, isRanged ? range.low : Number.MAX_VALUE, isRanged ? range.high : Number.MAX_VALUE);
    gl.uniform1f(places.u_selected, 0);
    gl.uniform3fv(places.u_ramp, theme.ramp.flat());
    gl.uniform3fv(places.u_ring, theme.ring);
    gl.drawArrays(gl.POINTS, 0, layout.capacity);
    if (selected < 0) return;
    // Once more and alone, so that it lies over the others.
    gl.uniform1f(places.u_selected, 1);
    gl.uniform1f(places.u_pixels, Math.max(pixels * RING_SIZE, SMALLEST_RING_CSS_PIXELS * deviceRatio));
    gl.drawArrays(gl.POINTS, selected, 1);
  }

  dispose(): void {
    this.gl.canvas.removeEventListener('webglcontextlost', this.onLost);
    this.gl.canvas.removeEventListener('webglcontextrestored', this.onRestored);
    this.gl.deleteBuffer(this.buffer);
  }

  private build(): void {
    const { gl, layout } = this;
    this.buffer = gl.createBuffer();
    gl.bindVertexArray(gl.createVertexArray());
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, layout.strideBytes * layout.capacity, gl.DYNAMIC_DRAW);
    const program = link(gl);
    gl.useProgram(program);
    this.places = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) as Record<Uniform, WebGLUniformLocation | null>;
    this.point(0, layout.x);
    this.point(1, layout.y);
    this.colourBy(this.colour);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.hasContent = false;
  }

  private point(location: number, field: Scalar): void {
    const { gl, layout } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 1, glType(gl, field.type), false, layout.strideBytes, field.offset);
  }

  private readonly onLost = (event: Event) => {
    event.preventDefault();
    this.hasContent = false;
  };

  private readonly onRestored = () => this.build();
}

function glType(gl: WebGL2RenderingContext, type: FieldType): number {
  if (type === 'f32') return gl.FLOAT;
  const isSigned = type.startsWith('i');
  switch (typeBytes(type)) {
    case 1: return isSigned ? gl.BYTE : gl.UNSIGNED_BYTE;
    case 2: return isSigned ? gl.SHORT : gl.UNSIGNED_SHORT;
    default: return isSigned ? gl.INT : gl.UNSIGNED_INT;
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, POINT_VERTEX], [gl.FRAGMENT_SHADER, POINT_FRAGMENT]] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The points' shader does not link: ${gl.getProgramInfoLog(program) ?? 'no reason given'}`);
  }
  return program;
}
