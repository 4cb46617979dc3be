import type { ScreenInfo } from '../protocol/messages';
import type { ScreenState } from '../protocol/screenDelta';
import type { Placement } from './fit';
import { COVER_VERTEX, PRESENT_FRAGMENT, WASM4_FRAGMENT } from './shaders';

const PALETTE_COLOURS = 4;

/** Draws a screen state to a canvas with WebGL 2. Survives a lost context: the state is uploaded anew. */
export class Renderer {
  private gl: WebGL2RenderingContext;
  private parts!: Parts;
  private uploadedAll = false;

  private constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly info: ScreenInfo,
    gl: WebGL2RenderingContext,
  ) {
    this.gl = gl;
    this.parts = buildParts(gl, info);
    canvas.addEventListener('webglcontextlost', this.onLost);
    canvas.addEventListener('webglcontextrestored', this.onRestored);
  }

  /** Null when the browser has no WebGL 2. */
  static create(canvas: HTMLCanvasElement, info: ScreenInfo): Renderer | null {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, desynchronized: true });
    return gl === null ? null : new Renderer(canvas, info, gl);
  }

  /** Uploads what changed and draws. */
  draw(state: ScreenState, placement: Placement): void {
    if (this.gl.isContextLost()) return;
    if (this.canvas.width !== placement.width) this.canvas.width = placement.width;
    if (this.canvas.height !== placement.height) this.canvas.height = placement.height;
    this.upload(state);
    this.present(placement.scale);
  }

  dispose(): void {
    this.canvas.removeEventListener('webglcontextlost', this.onLost);
    this.canvas.removeEventListener('webglcontextrestored', this.onRestored);
  }

  private readonly onLost = (event: Event) => event.preventDefault();

  private readonly onRestored = () => {
    this.parts = buildParts(this.gl, this.info);
    this.uploadedAll = false;
  };

  private upload(state: ScreenState): void {
    const dirty = state.takeDirty();
    if (dirty === null && this.uploadedAll) return;
    const { gl, parts, info } = this;
    const rowBytes = info.pixelBytes / info.height;
    const first = this.uploadedAll && dirty !== null ? Math.floor(dirty.from / rowBytes) : 0;
    const last = this.uploadedAll && dirty !== null ? Math.ceil(dirty.to / rowBytes) : info.height;
    const rows = state.pixels.subarray(first * rowBytes, last * rowBytes);
    gl.bindTexture(gl.TEXTURE_2D, parts.source);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, first, parts.sourceWidth, last - first, parts.layout, gl.UNSIGNED_BYTE, rows);
    this.uploadedAll = true;
    if (parts.unpack !== null) this.unpack(parts.unpack, state.palette);
  }

  private unpack(unpack: Unpack, palette: Uint8Array): void {
    const { gl, info, parts } = this;
    const colours = new Float32Array(PALETTE_COLOURS * 3);
    for (let i = 0; i < PALETTE_COLOURS; i++) {
      for (let channel = 0; channel < 3; channel++) colours[3 * i + channel] = palette[4 * i + 2 - channel]! / 255;
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, unpack.target);
    gl.viewport(0, 0, info.width, info.height);
    gl.useProgram(unpack.program);
    gl.uniform1f(gl.getUniformLocation(unpack.program, 'u_up'), -1);
    gl.uniform3fv(gl.getUniformLocation(unpack.program, 'u_palette'), colours);
    gl.uniform2i(gl.getUniformLocation(unpack.program, 'u_size'), info.width, info.height);
    gl.bindTexture(gl.TEXTURE_2D, parts.source);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  private present(scale: number): void {
    const { gl, parts, info } = this;
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.useProgram(parts.present);
    gl.uniform1f(gl.getUniformLocation(parts.present, 'u_up'), 1);
    gl.uniform2f(gl.getUniformLocation(parts.present, 'u_size'), info.width, info.height);
    gl.uniform1f(gl.getUniformLocation(parts.present, 'u_scale'), scale);
    gl.bindTexture(gl.TEXTURE_2D, parts.shown);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

interface Unpack {
  program: WebGLProgram;
  target: WebGLFramebuffer;
}

interface Parts {
  /** The region's bytes as they come. */
  source: WebGLTexture;
  sourceWidth: number;
  layout: number;
  /** The colours to show: the source itself for rgba8. */
  shown: WebGLTexture;
  present: WebGLProgram;
  unpack: Unpack | null;
}

function buildParts(gl: WebGL2RenderingContext, info: ScreenInfo): Parts {
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.bindVertexArray(gl.createVertexArray());
  const present = buildProgram(gl, PRESENT_FRAGMENT);
  if (info.format === 'rgba8') {
    const source = buildTexture(gl, info.width, info.height, gl.RGBA8, gl.LINEAR);
    return { source, sourceWidth: info.width, layout: gl.RGBA, shown: source, present, unpack: null };
  }
  const sourceWidth = info.width / 4;
  const source = buildTexture(gl, sourceWidth, info.height, gl.R8UI, gl.NEAREST);
  const shown = buildTexture(gl, info.width, info.height, gl.RGBA8, gl.LINEAR);
  const target = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, target);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, shown, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  const program = buildProgram(gl, WASM4_FRAGMENT);
  return { source, sourceWidth, layout: gl.RED_INTEGER, shown, present, unpack: { program, target } };
}

function buildTexture(gl: WebGL2RenderingContext, width: number, height: number, format: number, filter: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

function buildProgram(gl: WebGL2RenderingContext, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, COVER_VERTEX], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The screen's shader does not link: ${gl.getProgramInfoLog(program) ?? 'no reason given'}`);
  }
  return program;
}
