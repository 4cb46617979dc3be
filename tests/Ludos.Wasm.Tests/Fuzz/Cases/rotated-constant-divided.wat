;; A rotation of constants was taken for a number without a sign: divided as one it faulted, and no trap was raised.
(module
  (memory (export "m0") 1)
  (global $constant i32 (i32.const -1905450866))

  (func $divisor (param i32) (result i32) (i32.or (i32.load8_u offset=64 (i32.and (local.get 0) (i32.const 7))) (i32.const 1)))

  (func (export "f0") (param i32) (result i32)
    (i32.rem_s (i32.rotr (global.get $constant) (i32.const 1832943780)) (i32.or (i32.load8_u (i32.const 13211)) (i32.const 1))))

  (func (export "f1") (param i32) (result i32)
    (i32.div_s (i32.rotl (i32.const 0x40000001) (i32.const 1)) (call $divisor (local.get 0))))

  (func (export "f2") (param i32) (result i32)
    (local $rotated i32)
    (local.set $rotated (i32.rotr (i32.xor (i32.const 9) (i32.const 1)) (i32.const 4)))
    (i32.div_s (local.get $rotated) (i32.or (local.get 0) (i32.const 1))))

  (func (export "observe") (result i64) (i64.const 0)))
