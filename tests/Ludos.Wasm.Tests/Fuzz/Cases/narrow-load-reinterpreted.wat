;; A float of the bits of a narrow load was read four bytes wide. What is stored shows all of its bits.
(module
  (memory (export "m0") 1)
  (data (i32.const 0) "\12\34\56\78\1a\2c\3e\40\11\22\33\44\55\66\77\08")
  (global $vector (mut v128) (v128.const i32x4 0x5cea7294 0x63db1d0b 0x791d52c2 0x3ad31c14))

  (func $put (param f32) (f32.store (i32.const 256) (local.get 0)))
  (func $address (param i32) (result i32) (i32.and (local.get 0) (i32.const 7)))

  (func (export "f0") (param i32)
    (f32.store (i32.const 128) (f32.reinterpret_i32 (i32.load8_u (call $address (local.get 0)))))
    (f32.store (i32.const 132) (f32.reinterpret_i32 (i32.load16_u (i32.const 1))))
    (f32.store (i32.const 136) (f32.reinterpret_i32 (i32.load8_s (i32.const 5))))
    (call $put (f32.reinterpret_i32 (i32.load16_s offset=2 (call $address (local.get 0))))))

  (func (export "f1") (param i32)
    (local $narrow i32)
    (local.set $narrow (i32.load16_s (call $address (local.get 0))))
    (f32.store (i32.const 140) (f32.reinterpret_i32 (local.get $narrow)))
    (f32.store (i32.const 144) (f32.reinterpret_i32 (i32.extend8_s (i32.load (i32.const 3)))))
    (f32.store (i32.const 148) (f32.reinterpret_i32 (i32.and (i32.load (i32.const 2)) (i32.const 255)))))

  (func (export "f2") (param i32) (result i32)
    (f32.store (i32.const 152) (f32.reinterpret_i32 (i8x16.extract_lane_u 9 (global.get $vector))))
    (f32.store (i32.const 156) (f32.reinterpret_i32 (i16x8.extract_lane_s 4 (global.get $vector))))
    (f32.gt (f32.reinterpret_i32 (i32.load8_u (call $address (local.get 0)))) (f32.const 1)))

  (func (export "observe") (result i64) (i64.const 0)))
