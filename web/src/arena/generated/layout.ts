// Generated from protocols/ by './ludos layout generate'. Change the schemas, not this file.
export * from './modules/v1/gmod';
export * from './session/v1/log';
export * from './system/v1/arena';
export * from './system/v1/blackbox';
export * from './units/v1/jobs';
export * from './view/v1/stream';
