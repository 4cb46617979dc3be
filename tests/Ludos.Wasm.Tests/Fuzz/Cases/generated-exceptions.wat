(module
  (type (;0;) (func (param f32 f32)))
  (type (;1;) (func (param f64)))
  (type (;2;) (func (param i32) (result i32)))
  (type (;3;) (func (param i64 i32) (result i64)))
  (type (;4;) (func (param f32) (result f32)))
  (type (;5;) (func (param f64) (result f64)))
  (type (;6;) (func (result f32 f32)))
  (type (;7;) (func (param f64 i64 i64 i64) (result f32 f32)))
  (type (;8;) (func (result funcref i64)))
  (type (;9;) (func (param f32 i32 i32 f32) (result i64 i64)))
  (type (;10;) (func (param f64 f64) (result f32 f32)))
  (type (;11;) (func (param f32 i64) (result i32 f64)))
  (type (;12;) (func (result i32 i64)))
  (type (;13;) (func (param i64 i64 i64 i64) (result i32 i32)))
  (type (;14;) (func (param i32 i32 i32 i32) (result i64 i64)))
  (type (;15;) (func (result i64)))
  (import "h" "i" (func (;0;) (type 2) (param i32) (result i32)))
  (import "h" "l" (func (;1;) (type 3) (param i64 i32) (result i64)))
  (import "h" "f" (func (;2;) (type 4) (param f32) (result f32)))
  (import "h" "d" (func (;3;) (type 5) (param f64) (result f64)))
  (table (;0;) 16 24 funcref)
  (table (;1;) 16 24 funcref)
  (memory (;0;) 1 2)
  (tag (;0;) (type 0) (param f32 f32))
  (tag (;1;) (type 1) (param f64))
  (global (;0;) (mut i32) i32.const 0)
  (global (;1;) i64 i64.const 6204534894309294767)
  (global (;2;) (mut i64) i64.const 2995045675493133060)
  (global (;3;) (mut i64) i64.const 3086085485989551910)
  (global (;4;) (mut f64) f64.const 1.0921698945861222E+18)
  (global (;5;) (mut i32) i32.const 1916815216)
  (export "m0" (memory 0))
  (export "f0" (func 7))
  (export "f1" (func 8))
  (export "f2" (func 9))
  (export "observe" (func 10))
  (elem (;0;) (offset i32.const 0) func 5 4 1 2 6 0 3 5 5 3 2 6 3 3)
  (elem (;1;) func 4 3 4 4 2 1)
  (elem (;2;) declare func 0 1 2 3 4 5 6)
  (func (;4;) (type 8) (result funcref i64)
    (local f32)
    (local f64)
    (local i32)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      ref.func 1
      i64.const -2147483648
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    call 4
    drop
    local.get 3
    local.get 3
    i64.const 1
    i64.or
    i64.div_u
    global.get 5
    i32.const 32767
    i32.and
    i64.load16_s
    i64.or
    local.get 3
    i64.const 1
    i64.or
    i64.rem_s
    i64.extend32_s
    i64.clz
    ref.null func
    ref.is_null
    i32.const 32767
    i32.and
    i32.load16_s offset=27736 align=1
    br_if 0
    drop
    drop
    block (type 6)
      block (result exnref)
        try_table (catch 0 1)
          f32.const 0.5
          local.get 2
          local.get 2
          f32.const -nan
          call 6
          drop
          i64.popcnt
          local.get 3
          i64.const -549755813888
          i64.add
          local.get 3
          local.get 3
          i64.xor
          i64.eq
          i32.const 32767
          i32.and
          i64.load8_u
          i64.lt_s
          i32.const 32767
          i32.and
          local.get 3
          f32.convert_i64_s
          f32.floor
          local.tee 0
          f32.const nan
          local.get 0
          local.get 0
          f32.eq
          select
          f32.store align=2
          table.size 1
          local.get 2
          local.get 2
          i32.shr_s
          i32.sub
          i32.const 32767
          i32.and
          i32.load8_u offset=63
          i32.const 32767
          i32.and
          i32.load8_u
          i32.const 32767
          i32.and
          i32.const 64
          i32.const 5
          call_indirect (type 2)
          local.get 2
          call 0
          memory.size
          select (result i32)
          i32.const -603822224
          i32.const 32767
          i32.and
          i32.load align=1
          i32.const 32767
          i32.and
          i32.load8_u offset=42
          memory.size
          i32.const 1
          i32.or
          i32.div_u
          f32.const 1.3429462E-07
          f32.const 1
          f32.add
          f64.const -5.650891215695177E-14
          f64.const 1.8446744073709552E+19
          loop (type 10)
            drop
            drop
            global.get 0
            i32.const 10
            i32.lt_s
            if
              ref.func 5
              i64.const 141733920768
              return
            end
            global.get 0
            i32.const 10
            i32.sub
            global.set 0
            local.get 2
            i32.const 32767
            i32.and
            global.get 5
            i32.store offset=62 align=1
            local.get 3
            local.set 3
            f32.const -0
            f32.const 3E+38
            throw 0
            local.get 3
            local.set 3
            f32.const 1.5
            f32.const -3E+38
          end
          drop
          f32.le
          i32.const 3
          i32.and
          memory.grow
          select
          i32.const 15
          i32.and
          global.get 5
          i32.const 7
          i32.and
          memory.init 1
          i64.const -8828211500769829765
          f32.const inf
          i32.const 10
          call_indirect (type 4)
          i64.trunc_sat_f32_s
          i64.shr_s
          i64.ctz
          local.set 3
        end
        local.get 2
        local.get 2
        i32.rotr
        local.tee 2
        f32.convert_i32_s
        local.get 2
        i32.const 32767
        i32.and
        i32.load offset=14 align=1
        i32.const 32767
        i32.and
        i32.load16_s offset=11
        f32.convert_i32_u
        br 1
      end
      drop
      f32.const 1.5
      f32.const -0
      f32.min
      f32.const 1.8446744E+19
      f32.mul
      f32.const inf
      f32.div
      global.get 4
      f32.demote_f64
      f32.floor
      f64.const -inf
      local.get 3
      local.get 3
      local.get 3
      i32.const 0
      call_indirect (type 7)
      drop
      f32.min
    end
    drop
    drop
    local.get 2
    i32.const 32767
    i32.and
    i32.load16_s offset=4339 align=1
    i32.const 15
    i32.and
    table.get 1
    local.get 3
    f64.const 0
    f64.abs
    i64.trunc_sat_f64_s
    i64.shl
  )
  (func (;5;) (type 7) (param f64 i64 i64 i64) (result f32 f32)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    (local i32)
    (local i64)
    (local f64)
    (local i64)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f32.const 528.1916
      f32.const -1
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 12
    i32.const 32767
    i32.and
    local.get 7
    local.get 0
    i32.trunc_sat_f64_s
    i32.extend16_s
    local.get 7
    i32.ge_u
    i32.const 1
    i32.or
    i32.rem_s
    i32.const 32767
    i32.and
    i32.load
    i32.const 32767
    i32.and
    f32.load align=1
    local.tee 4
    f32.const nan
    local.get 4
    local.get 4
    f32.eq
    select
    f32.store offset=27136 align=2
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f32.const -4912.8433
        f32.const -2.5
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      i64.const 2147483647
      drop
      local.get 7
      i32.const 32767
      i32.and
      i32.load16_u offset=8958 align=1
      global.get 0
      i32.const 1000
      i32.gt_s
      i32.and
      br_if 0
    end
    f32.const -1.1486087E-29
    local.get 10
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    loop (type 11)
      local.set 3
      drop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f32.const -1.6229176E-06
        f32.const -2.1474836E+09
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      i32.const 15
      i32.and
      ref.null func
      table.set
      f32.const -6.0728117E+26
      f32.const -1
      global.get 5
      br_if 1
      drop
      drop
      i32.const 128
      local.set 12
      local.get 8
      call 0
      local.get 8
      i32.const 32767
      i32.and
      f64.load offset=23 align=2
    end
    drop
    i32.const 32767
    i32.and
    i32.load8_s
    f32.reinterpret_i32
    f32.const -2.1474836E+09
    i64.const 133143986176
    i64.const 2
    i64.const 1
    i64.or
    i64.div_u
    global.get 2
    local.get 6
    i32.const -64009597
    select (result i64)
    i64.gt_s
    i32.const 32767
    i32.and
    i64.load32_s align=2
    local.get 1
    i64.gt_u
    global.get 5
    i32.shr_u
    br_if 0
    drop
    drop
    table.size
    global.set 5
    local.get 1
    local.tee 9
    i32.const 69868094
    i32.const 32767
    i32.and
    i64.load16_s offset=25
    i64.le_u
    f64.convert_i32_s
    loop (result f64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f32.const 3.6319312E-28
        f32.const -6.9027156E-20
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      f32.const 8.773706E+18
      drop
      f32.const 1.5819182E-12
      drop
      local.get 0
      drop
      local.get 10
      i32.const 13
      call_indirect (type 5)
    end
    f64.eq
    i32.const 240890696
    i32.or
    i32.const 3
    i32.and
    memory.grow
    i32.const 32767
    i32.and
    f32.load offset=51 align=1
    f32.const -2.7890255
    f32.const -1.975859E+36
    local.get 12
    call 0
    local.tee 7
    i32.const 32767
    i32.and
    f32.load offset=49 align=1
    f32.sqrt
    f32.min
    f32.div
  )
  (func (;6;) (type 9) (param f32 i32 i32 f32) (result i64 i64)
    (local f32)
    (local f64)
    (local f64)
    (local f32)
    (local f32)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 9223372032559808512
      i64.const -2683928646848243115
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 1
    local.get 9
    i32.const 5
    call_indirect (type 2)
    i32.const 5
    call_indirect (type 2)
    i32.const 1
    i32.or
    i32.rem_s
    i32.const 32767
    i32.and
    i32.load
    i32.const 32767
    i32.and
    loop (result f64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const 128
        i64.const -4294967296
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 9
      global.set 5
      global.get 4
      local.set 6
      i64.const 1099511627776
      i64.const 1714494991244235188
      global.get 5
      br_if 1
      drop
      drop
      local.get 6
      f64.abs
    end
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    local.get 6
    f64.sqrt
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    local.get 2
    local.tee 1
    i32.const 32767
    i32.and
    i64.load16_u offset=18112 align=1
    local.get 2
    local.get 9
    i32.ne
    i32.const 32767
    i32.and
    i32.load8_u offset=21290
    select (result i64)
    i64.const 3547468811152678820
    global.get 3
    i64.const 32
    i64.sub
    i64.popcnt
    i64.const 2
    i64.const -1550373065655012982
    i64.eq
    i32.const 32767
    i32.and
    i32.load
    select (result i64)
    i64.rotr
    i64.rotr
    i64.clz
    i64.store16 offset=38
    local.get 1
    i32.const 32767
    i32.and
    i32.load8_u offset=31
    i32.const 32767
    i32.and
    i64.load16_s offset=5863 align=1
    i64.ctz
    i64.const -8194695230257200399
  )
  (func (;7;) (type 12) (result i32 i64)
    (local funcref)
    (local i64)
    i32.const 3000
    global.set 0
    call 4
    local.set 1
    local.set 0
    local.get 0
    ref.is_null
    local.get 1
  )
  (func (;8;) (type 13) (param i64 i64 i64 i64) (result i32 i32)
    (local f32)
    (local f32)
    i32.const 3000
    global.set 0
    local.get 0
    f64.reinterpret_i64
    local.get 1
    local.get 2
    local.get 3
    call 5
    local.set 5
    local.set 4
    local.get 4
    f32.const nan
    local.get 4
    local.get 4
    f32.eq
    select
    i32.reinterpret_f32
    local.get 5
    f32.const nan
    local.get 5
    local.get 5
    f32.eq
    select
    i32.reinterpret_f32
  )
  (func (;9;) (type 14) (param i32 i32 i32 i32) (result i64 i64)
    (local i64)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    local.get 2
    local.get 3
    f32.reinterpret_i32
    call 6
    local.set 5
    local.set 4
    local.get 4
    local.get 5
  )
  (func (;10;) (type 15) (result i64)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    i64.const 0
    global.get 1
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 2
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 3
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 4
    local.set 1
    local.get 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    i64.reinterpret_f64
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 5
    local.set 3
    local.get 3
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    table.size
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 0
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 1
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 2
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 3
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 4
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 5
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 6
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 7
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 8
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 9
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 10
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 11
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 12
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 13
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 14
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 15
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    table.size 1
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 0
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 1
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 2
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 3
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 4
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 5
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 6
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 7
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 8
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 9
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 10
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 11
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 12
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 13
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 14
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 15
    table.get 1
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
  )
  (data (;0;) (offset i32.const 4015)
    "\e1hA\99\1a\92\a3\af\04\0b\de\98.\07\e9d\08H\a1<\fe_x@h\1e\dc\16\99\040\b6'\80\8cUf\c0\c2K\b0\eay\b9T\8c\d9*\17\e2\b5O\a7^\992r\a2o\85\e2\91\07U"
    "\13&\08w Y\0b2\bd\93\e1\11D\bc\dbP\ed\c8\d1YFm\d6i\e7K\af>^\a8A\cc\e4\b5\9f\ee(\d4#\ff\f0\cc\9c3\n\0b\1b'3\ef\1eY\dc\95\ae\bfAM\be%\d4\16\a14"
    "\b5wvX&T\8c\cc\1b2\11\01\eaW\13\c5\1a\92\a9;\c4\e15\d4M\98]\19f^\d5\b3E\e5\16t\d9\ea\e6\f8\a1\020,\fd\00\82t0&\7f\9dU)\91\91\80\e5;uO\d5\e3P"
    "\dd\0c\d1\92\17'\98@\8d\a1\a4b\19\fc\13\bf\d5\fa>\d0\b6\e4Z\be6g/E'\ee\ec\d7m\05\8f\e7\97\e6=\beo\\\cf\f4wt\d3\ff1&y\dbR\df\91Ag\e7f\a6~p\bd\c6"
    "\b8\02w\cf\f4\b4\9e\ba\01\8e\ba5\13\81&\8d~<\c1\a5\82\1dN\dd\ea\10\ed\8dm(q\99\cbD\a1\15\16!R\f0Q\f07+\d3\c2\82&7 \07\fb\97\cei\bc2\12\80\fa<\9a\e4\94"
    "\14\a6\9a\e9\9a\baU\a1\d6\08\cdh\88m\e2\ccj\81\e0\da\14\a6\7f\dcLX\84\f8\e9\c89X\a2\dbc \06B\c8\04\f8\99\eb^u\c3I\d9\02\f95\0b\c9X$\e5\ba\cdA\17n\94\82\b0"
    "\9ev\ef\8d\83\89\85\99ev\b2b\15\f6\07\ec6\b1\ee\df\94\a7[+\d3\cf|>\89?e\cb\0bl\8cU\95\c8QA%\18\14\fe\de6\98s\c9\9e\d4\1ft\05\82\c8\d8\f2}\ff-^\c3\a9"
    "\af\8aU\03\f5[\9e\ed\8fD\b0\03h\b0\10BH\85$\ea\85]\ef\bap\0c\ea6\f29\bb\95d\cc\a1\1f\8e\15\1bsEJ\f5\08\b9\fe\8fv\n\0c\d0\af<\dc\95\be\0e\da\9a\bc\b1\d8\ce\fb")
  (data (;1;) "\e1hA\99\1a\92\a3\af\04\0b\de\98.\07\e9d\08H\a1<\fe_x@")
)
