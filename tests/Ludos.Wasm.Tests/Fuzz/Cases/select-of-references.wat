;; A select with a written type took the first operand's type, which was known not to be null; the second was null.
(module
  (type (struct (field (mut i64)) (field (mut i64))))
  (type (array (mut f32)))
  (func (export "f0") (param i64) (result i32)
    (ref.test (ref 1) (select (result anyref) (struct.new_default 0) (ref.null any) (i64.eqz (local.get 0)))))
  (func (export "f1") (param i32) (result i32)
    (ref.test (ref null 0) (select (result anyref) (array.new_default 1 (i32.const 2)) (struct.new_default 0) (local.get 0))))
  (func (export "f2") (param i32) (result i32)
    (ref.is_null (select (result anyref) (struct.new_default 0) (ref.null any) (local.get 0))))
  (func (export "observe") (result i64) (i64.const 0)))
