/**
 * A triangle that covers the target; `v_at` runs 0..1 with y down, as the game counts. `u_up` is 1 towards the page and
 * -1 towards a texture, whose first row is its lowest.
 */
export const COVER_VERTEX = `#version 300 es
uniform float u_up;
out vec2 v_at;
void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  v_at = corner;
  gl_Position = vec4(corner.x * 2.0 - 1.0, (1.0 - corner.y * 2.0) * u_up, 0.0, 1.0);
}`;

/** Two bits a pixel, four pixels a byte, leftmost in the lowest bits; the palette gives the colours. */
export const WASM4_FRAGMENT = `#version 300 es
precision highp float;
precision highp usampler2D;
uniform usampler2D u_packed;
uniform vec3 u_palette[4];
uniform ivec2 u_size;
in vec2 v_at;
out vec4 colour;
void main() {
  ivec2 at = min(ivec2(v_at * vec2(u_size)), u_size - 1);
  uint bits = texelFetch(u_packed, ivec2(at.x >> 2, at.y), 0).r;
  uint index = (bits >> uint((at.x & 3) * 2)) & 3u;
  colour = vec4(u_palette[index], 1.0);
}`;

/** Crisp pixels at any scale: flat inside a game pixel, blended over one device pixel at its edge. */
export const PRESENT_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D u_screen;
uniform vec2 u_size;
uniform float u_scale;
in vec2 v_at;
out vec4 colour;
void main() {
  vec2 at = v_at * u_size;
  float sharp = max(u_scale, 1.0);
  float flatHalf = 0.5 - 0.5 / sharp;
  vec2 centre = fract(at) - 0.5;
  vec2 edge = (centre - clamp(centre, -flatHalf, flatHalf)) * sharp + 0.5;
  colour = vec4(texture(u_screen, (floor(at) + edge) / u_size).rgb, 1.0);
}`;
