/** One point an element, from its fields as they lie in the region. */
export const POINT_VERTEX = `#version 300 es
layout(location = 0) in float a_x;
layout(location = 1) in float a_y;
layout(location = 2) in float a_value;
uniform vec2 u_middle;
uniform vec2 u_scale;
uniform float u_pixels;
uniform vec2 u_range;
uniform vec3 u_ramp[4];
uniform vec3 u_ring;
uniform float u_selected;
flat out vec3 v_colour;
void main() {
  float value = clamp((a_value - u_range.x) / max(u_range.y - u_range.x, 1e-9), 0.0, 1.0) * 3.0;
  vec3 ramp = mix(u_ramp[0], u_ramp[1], clamp(value, 0.0, 1.0));
  ramp = mix(ramp, u_ramp[2], clamp(value - 1.0, 0.0, 1.0));
  ramp = mix(ramp, u_ramp[3], clamp(value - 2.0, 0.0, 1.0));
  v_colour = mix(ramp, u_ring, u_selected);
  gl_PointSize = u_pixels;
  gl_Position = vec4((vec2(a_x, a_y) - u_middle) * u_scale, 0.0, 1.0);
}`;

/** A round dot with a soft edge; the selected one is a ring around a dot. */
export const POINT_FRAGMENT = `#version 300 es
precision highp float;
uniform float u_selected;
flat in vec3 v_colour;
out vec4 colour;
void main() {
  float far = length(gl_PointCoord * 2.0 - 1.0);
  float dot = (1.0 - smoothstep(0.55, 1.0, far)) * 0.85;
  float ring = smoothstep(0.62, 0.7, far) * (1.0 - smoothstep(0.88, 1.0, far)) + (1.0 - smoothstep(0.2, 0.3, far));
  float alpha = mix(dot, min(ring, 1.0), u_selected);
  colour = vec4(v_colour * alpha, alpha);
}`;
