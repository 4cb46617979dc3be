/** One quad an element: its four corners come from gl_VertexID, the element's fields as they lie in the region. */
export const POINT_VERTEX = `#version 300 es
layout(location = 0) in float a_x;
layout(location = 1) in float a_y;
layout(location = 2) in float a_value;
uniform vec2 u_middle;
uniform vec2 u_scale;
uniform vec2 u_radius;
uniform vec2 u_range;
uniform int u_selected;
out vec2 v_corner;
out float v_value;
flat out float v_ring;
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
  v_ring = gl_InstanceID == u_selected ? 1.0 : 0.0;
  v_corner = corner;
  v_value = clamp((a_value - u_range.x) / max(u_range.y - u_range.x, 1e-9), 0.0, 1.0);
  vec2 at = (vec2(a_x, a_y) - u_middle) * u_scale;
  gl_Position = vec4(at + corner * u_radius * (1.0 + 3.0 * v_ring), -v_ring, 1.0);
}`;

/** A round dot with a soft edge; the selected one is a ring around a dot. */
export const POINT_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec3 u_ramp[4];
uniform vec3 u_ring;
in vec2 v_corner;
in float v_value;
flat in float v_ring;
out vec4 colour;
void main() {
  float far = length(v_corner);
  float step3 = v_value * 3.0;
  vec3 ramp = mix(u_ramp[0], u_ramp[1], clamp(step3, 0.0, 1.0));
  ramp = mix(ramp, u_ramp[2], clamp(step3 - 1.0, 0.0, 1.0));
  ramp = mix(ramp, u_ramp[3], clamp(step3 - 2.0, 0.0, 1.0));
  float dot = 1.0 - smoothstep(0.55, 1.0, far);
  float ring = smoothstep(0.62, 0.7, far) * (1.0 - smoothstep(0.88, 1.0, far)) + (1.0 - smoothstep(0.2, 0.3, far));
  float alpha = mix(dot * 0.85, min(ring, 1.0), v_ring);
  colour = vec4(mix(ramp, u_ring, v_ring) * alpha, alpha);
}`;
