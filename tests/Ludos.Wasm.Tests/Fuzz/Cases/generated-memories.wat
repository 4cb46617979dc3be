(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func (param i64 i32) (result i64)))
  (type (;2;) (func (param f32) (result f32)))
  (type (;3;) (func (param f64) (result f64)))
  (type (;4;) (func (param i64) (result i32)))
  (type (;5;) (func (param i32 f64 funcref i64)))
  (type (;6;) (func (param i32 i32 i32 i64)))
  (type (;7;) (func (result i32 funcref)))
  (type (;8;) (func (param i64 f32) (result i64)))
  (type (;9;) (func (param f64 i64) (result i32)))
  (type (;10;) (func (param i64 i64) (result i32)))
  (type (;11;) (func (param f32 i32 f32 i64)))
  (type (;12;) (func (param f32) (result i64)))
  (type (;13;) (func (param i64 i64) (result f64)))
  (type (;14;) (func (param i64 f64) (result i64)))
  (type (;15;) (func (result i32 i64)))
  (type (;16;) (func (param i32 i64 i32 i64)))
  (type (;17;) (func (param i32) (result i64)))
  (type (;18;) (func (result i64)))
  (import "h" "i" (func (;0;) (type 0) (param i32) (result i32)))
  (import "h" "l" (func (;1;) (type 1) (param i64 i32) (result i64)))
  (import "h" "f" (func (;2;) (type 2) (param f32) (result f32)))
  (import "h" "d" (func (;3;) (type 3) (param f64) (result f64)))
  (table (;0;) 16 24 funcref)
  (table (;1;) 16 24 funcref)
  (memory (;0;) i64 1 3)
  (memory (;1;) 1 2)
  (memory (;2;) i64 1 3)
  (global (;0;) (mut i32) i32.const 0)
  (global (;1;) i64 i64.const -2728296906796685881)
  (global (;2;) (mut i64) i64.const -7318053817402664081)
  (global (;3;) (mut f64) f64.const -3.450816758077876E+17)
  (global (;4;) i64 i64.const -7454291932708716855)
  (global (;5;) (mut f64) f64.const 1.0945501284824818E+18)
  (global (;6;) (mut f64) f64.const 8.612959180567551E+17)
  (global (;7;) f32 f32.const -268128100)
  (export "m0" (memory 0))
  (export "m1" (memory 1))
  (export "m2" (memory 2))
  (export "f0" (func 10))
  (export "f1" (func 11))
  (export "f2" (func 12))
  (export "f3" (func 13))
  (export "f4" (func 14))
  (export "f5" (func 15))
  (export "observe" (func 16))
  (elem (;0;) (offset i32.const 0) func 0 0 1 5 4 4 8 1 8 7 7 8 3 3)
  (elem (;1;) func 7 5 6 2 1 2)
  (elem (;2;) declare func 0 1 2 3 4 5 6 7 8 9)
  (func (;4;) (type 4) (param i64) (result i32)
    (local f32)
    (local f64)
    (local f32)
    (local i64)
    (local i64)
    (local f64)
    (local f32)
    (local i64)
    (local i64)
    (local funcref)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const 2147483647
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 11
    local.set 11
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 127
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      f64.promote_f32
      f64.sqrt
      i32.const 13
      call_indirect (type 3)
      local.set 6
      local.get 11
      local.tee 11
      i32.const 7
      i32.and
      ref.null func
      local.get 5
      i64.const 3
      i64.and
      memory.grow
      i32.wrap_i64
      i32.const 1
      call_indirect (type 0)
      i32.const 1
      i32.and
      table.fill 1
    end
    table.size
    local.set 11
    i32.const 65535
    i32.const 15
    i32.and
    local.get 10
    table.set 1
    local.get 11
    i32.const 7
    i32.and
    local.get 10
    i64.const -3780829075326613673
    local.get 6
    i64.trunc_sat_f64_s
    i64.shr_u
    i64.ctz
    i64.const 32767
    i64.and
    i32.load8_u 2 offset=27
    i32.const 1
    i32.and
    table.fill
    local.get 11
  )
  (func (;5;) (type 0) (param i32) (result i32)
    (local f32)
    (local f64)
    (local f32)
    (local f32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const 2025680282
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 3
    i64.trunc_sat_f32_u
    loop (result i64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const -1
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      i64.const 32
      drop
      global.get 1
      i64.const 32767
      i64.and
      global.get 6
      local.tee 2
      f64.const nan
      local.get 2
      local.get 2
      f64.eq
      select
      f64.store offset=13 align=1
      i32.const 1431655765
      local.get 0
      br_if 1
      drop
      i64.const -2147483647
    end
    i64.const 32767
    i64.and
    i64.load16_s 2 offset=15
    i64.rotr
    i64.const 32767
    i64.and
    i64.load32_u 2 offset=15179 align=1
    i64.const 32767
    i64.and
    global.get 3
    global.get 6
    f64.eq
    local.tee 0
    local.get 0
    local.tee 0
    local.tee 0
    i32.const 1
    i32.or
    i32.div_u
    i64.const -6769281195083845284
    i64.extend32_s
    i64.const 32767
    i64.and
    i64.const -4
    i64.and
    i64.const 65535
    i64.const 3
    i64.and
    memory.grow
    i32.wrap_i64
    i32.atomic.rmw.xchg 2 offset=20
    local.get 4
    f32.const -0.0025534437
    f32.le
    i32.const -2
    i32.and
    i64.const -2147483647
    call 4
    i32.atomic.rmw16.and_u 1 offset=104
    local.get 0
    select (result i32)
    memory.size 2
    i32.wrap_i64
    select
    i64.extend_i32_u
    i64.const 3
    i64.and
    memory.grow
    i32.wrap_i64
    i32.const 15
    i32.and
    i64.const -8395652145234013268
    i64.const 274877906944
    i64.le_u
    i32.const 7
    i32.and
    memory.init 0
    local.get 0
    i64.extend_i32_u
    call 4
    i32.const 32767
    i32.and
    i32.const -4
    i32.and
    i64.const 33
    i64.extend32_s
    i64.const 32767
    i64.and
    i64.load32_s align=1
    global.get 2
    i64.add
    i64.const 32767
    i64.and
    i32.load8_s offset=25
    i32.atomic.rmw.xor 1 offset=128
    local.get 0
    i32.const -128
    if (result f64)
      ref.null func
      drop
      i64.const 31
      i64.const 32767
      i64.and
      f64.const -nan
      local.tee 2
      f64.const nan
      local.get 2
      local.get 2
      f64.eq
      select
      f64.store offset=49 align=2
      i64.const -6256864704642596448
      i64.const 32767
      i64.and
      local.get 3
      local.tee 1
      f32.const nan
      local.get 1
      local.get 1
      f32.eq
      select
      f32.store 2 align=1
      i32.const 2
      i32.const 32767
      i32.and
      global.get 3
      local.tee 2
      f64.const nan
      local.get 2
      local.get 2
      f64.eq
      select
      f64.store 1 offset=17 align=4
      local.get 0
      br 1
      f64.const 2147483647.5
    else
      local.get 0
      local.get 0
      br_if 1
      drop
      i64.const 65536
      drop
      f64.const -7.792292190371834E-225
    end
    f64.ceil
    global.get 3
    i32.const 13
    call_indirect (type 3)
    f64.lt
    i32.ge_u
    i32.clz
    i32.ne
    i32.const 7
    i32.and
    ref.func 7
    local.get 0
    i32.const 1
    i32.and
    table.fill
    f32.const 7.112358E-21
    local.get 4
    i32.const 128
    select
    f32.neg
    i64.const 1095216660480
    i32.wrap_i64
    i32.const 32767
    i32.and
    f32.load 1 offset=13156 align=1
    call 2
    f32.lt
    i32.const 32767
    i32.and
    f64.load 1 offset=22650 align=1
    drop
    local.get 4
    local.get 4
    f32.gt
    if (type 7)
      i32.const 1053514462
      ref.null func
    else
      memory.size 1
      i32.const 7
      i32.and
      ref.func 9
      local.get 0
      i32.const 1
      i32.and
      table.fill
      i64.const 0
      global.get 7
      block (type 8)
        local.set 3
        drop
        i64.const 64
      end
      i64.const 32767
      i64.and
      i64.const -9223372032559808512
      i64.store32 offset=17
      global.get 2
      i64.const 32767
      i64.and
      i64.const 31
      i64.store16 offset=63 align=1
      i64.const 128
      global.get 1
      global.get 2
      i64.or
      i32.const 0
      i32.const 32767
      i32.and
      i64.load32_s 1
      i64.rotl
      i64.or
      i64.const 32767
      i64.and
      i32.load16_s 2 offset=16837 align=1
      ref.null func
    end
    drop
    local.tee 0
  )
  (func (;6;) (type 11) (param f32 i32 f32 i64)
    (local f32)
    (local f64)
    (local f32)
    (local i64)
    (local i64)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i64.const 0
    local.get 1
    call 1
    call 4
    i32.const 32767
    i32.and
    i64.load16_u 1 offset=29279 align=1
    f64.const inf
    local.get 8
    loop (type 9)
      local.set 3
      drop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 1
      i32.const 7
      i32.and
      local.get 1
      i32.const 7
      i32.and
      i32.const 2095970954
      i32.const 3
      i32.and
      table.copy 1 1
      local.get 1
      br_if 1
      local.get 1
    end
    memory.size
    i32.wrap_i64
    i32.shr_u
    i32.const 32767
    i32.and
    i64.load 1 offset=35 align=2
    local.tee 7
    local.get 1
    i32.const 0
    call_indirect (type 0)
    if (type 10)
      local.set 7
      local.set 8
      local.get 7
      i64.const 32767
      i64.and
      global.get 7
      local.get 6
      local.get 1
      select (result f32)
      f32.sqrt
      local.tee 4
      f32.const nan
      local.get 4
      local.get 4
      f32.eq
      select
      f32.store 2 offset=61 align=1
      i32.const 2147483647
      local.get 1
      i32.mul
      i32.const 32767
      i32.and
      i32.load 1 offset=8 align=2
      local.get 3
      i64.const 32767
      i64.and
      i64.const -1
      i64.and
      i32.const 496471650
      i32.atomic.rmw8.or_u offset=41
      local.get 3
      global.get 4
      i64.le_s
      i32.le_s
      i32.const 1
      i32.or
      i32.rem_u
      local.get 1
      i32.const 32767
      i32.and
      f64.load 1 offset=27090 align=4
      global.get 3
      call 3
      f64.eq
      if (result i32)
        global.get 2
        local.set 7
        local.get 1
        drop
        local.get 1
        drop
        local.get 1
      else
        ref.func 8
        local.get 1
        i32.const 1
        i32.and
        table.grow
        drop
        local.get 1
        i32.const 15
        i32.and
        ref.null func
        table.set
        local.get 1
        br_table 2
        i32.const -1582491839
        drop
        i32.const 33
        drop
        loop (result i32)
          global.get 0
          i32.const 10
          i32.lt_s
          if
            return
          end
          global.get 0
          i32.const 10
          i32.sub
          global.set 0
          global.get 1
          i64.const 32767
          i64.and
          global.get 6
          local.tee 5
          f64.const nan
          local.get 5
          local.get 5
          f64.eq
          select
          f64.store align=1
          i32.const -541688940
          drop
          local.get 1
          i32.const 32767
          i32.and
          i32.const -2
          i32.and
          local.get 1
          i32.atomic.store16 1 offset=126
          local.get 3
          i64.const 32767
          i64.and
          local.get 1
          local.get 3
          i64.const 255
          i64.and
          memory.fill
          i32.const -128
        end
      end
      i32.const 1
      i32.or
      i32.rem_u
    else
      local.set 7
      local.set 9
      local.get 8
      local.tee 3
      i64.const 32767
      i64.and
      i64.load32_s 2 offset=38 align=1
      local.set 3
      local.get 8
      local.tee 9
      local.get 9
      i64.const 9223372032559808512
      i64.shr_s
      i64.const 1
      i64.or
      i64.div_s
      local.set 9
      local.get 1
      i32.const 32767
      i32.and
      i32.const -2
      i32.and
      local.get 1
      call 0
      i32.atomic.store16 1 offset=54
      i64.const 64
      local.get 3
      i64.ne
      local.tee 1
      local.set 1
      local.get 9
      i64.extend32_s
      i64.ctz
      i64.const 32767
      i64.and
      memory.size 1
      i64.const -3773047600007744032
      i64.const 255
      i64.and
      memory.fill
      i32.const 255
    end
    drop
  )
  (func (;7;) (type 6) (param i32 i32 i32 i64)
    (local f32)
    (local f64)
    (local i32)
    (local f32)
    (local i32)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 3
    local.get 3
    i64.extend32_s
    i64.sub
    local.get 3
    i64.const 32767
    i64.and
    i64.load offset=52 align=1
    i64.const 32767
    local.get 3
    local.get 2
    select
    i64.const 1
    i64.or
    i64.div_s
    local.get 8
    i32.const 32767
    i32.and
    i64.load16_u 1
    f64.const -1.3256043588887249E-40
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    i64.shr_s
    i64.and
    block (result i64)
      i32.const 256
      br_table 1 1 1 1
      global.get 1
      local.set 3
      local.get 7
      drop
      f64.const -3.636835024453884E+38
      local.tee 5
      f64.const nan
      local.get 5
      local.get 5
      f64.eq
      select
      i64.reinterpret_f64
    end
    i64.shr_u
    i64.or
    i64.clz
    i64.const 32767
    i64.and
    block (result f32)
      local.get 2
      i32.const 32767
      i32.and
      global.get 2
      i64.store32 1 offset=42
      local.get 7
    end
    call 9
    i64.const 32767
    i64.and
    i64.load32_s 2 offset=41 align=2
    local.get 3
    i64.shl
    i64.const 32767
    i64.and
    f32.load offset=5814 align=1
    local.tee 4
    f32.const nan
    local.get 4
    local.get 4
    f32.eq
    select
    f32.store offset=58 align=1
    local.get 3
    i64.const 32767
    i64.and
    global.get 5
    f64.neg
    f64.abs
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    f64.store 2 offset=63
    block
      local.get 0
      local.tee 1
      f32.convert_i32_s
      call 9
      i64.const 32767
      i64.and
      block (result i32)
        local.get 2
        i32.const 32767
        i32.and
        global.get 7
        local.tee 4
        f32.const nan
        local.get 4
        local.get 4
        f32.eq
        select
        f32.store 1 offset=24
        i32.const 65536
      end
      i32.const -2147483647
      local.get 0
      i32.ge_s
      i32.lt_u
      i32.extend8_s
      local.tee 1
      f64.const 9.223372036854775E+18
      i64.trunc_sat_f64_u
      i64.const 32767
      i64.and
      i64.load32_s offset=56 align=1
      i64.const 32767
      i64.and
      i64.load8_u
      i64.const 32767
      i64.and
      i64.load8_s 2 offset=4
      i64.const 255
      i64.and
      memory.fill 2
      local.get 0
      i64.extend_i32_s
      i64.popcnt
      i64.const 32767
      i64.and
      local.get 9
      f32.convert_i32_s
      call 9
      i64.const 32767
      i64.and
      f32.load offset=57 align=1
      local.tee 4
      f32.const nan
      local.get 4
      local.get 4
      f32.eq
      select
      f32.store offset=38 align=1
      loop (result i32)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        i32.const 1529412847
        drop
        f64.const -inf
        drop
        local.get 3
        i64.const 32767
        i64.and
        i64.const -4
        i64.and
        local.get 3
        i64.atomic.store32 offset=220
        local.get 2
        drop
        i32.const 63
        br_if 2
        local.get 7
        local.get 7
        f32.ne
      end
      i32.const 32767
      i32.and
      i64.load 1 align=4
      drop
      i32.const 32
      br_if 1
    end
  )
  (func (;8;) (type 5) (param i32 f64 funcref i64)
    (local f32)
    (local f64)
    (local f32)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 7
    local.get 3
    i64.rotl
    local.tee 3
    local.get 1
    i64.trunc_sat_f64_u
    i64.extend16_s
    i64.add
    f64.convert_i64_s
    i32.const 12
    call_indirect (type 3)
    local.set 1
    i32.const -2147483647
    i32.const 32767
    i32.and
    local.get 7
    local.get 0
    if (result i64)
      i64.const 32767
      i64.const 32767
      i64.and
      local.get 7
      i64.store16 2 align=1
      local.get 3
    else
      f32.const 0.5
      local.set 6
      local.get 0
      local.set 0
      local.get 0
      local.set 0
      local.get 7
    end
    i64.extend32_s
    i64.shl
    local.get 3
    i64.const 1
    i64.or
    i64.div_u
    local.get 7
    loop (type 13)
      local.set 3
      local.set 3
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 1
      i64.trunc_sat_f64_s
      local.get 7
      i64.ctz
      i64.sub
      global.set 2
      block
        i64.const 65535
        local.set 3
      end
      local.get 1
      i32.trunc_sat_f64_u
      drop
      f64.const 7.952609599056514E+98
    end
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    f64.store 1
    local.get 7
    i64.extend32_s
    i64.const 32767
    i64.and
    i64.const -4
    i64.and
    local.get 7
    i64.const 141733920768
    local.get 3
    local.get 3
    i64.gt_s
    local.get 0
    local.get 0
    i32.gt_u
    i32.ne
    select (result i64)
    i64.const 32767
    i64.and
    i32.load 2 align=2
    table.size
    i32.shr_s
    i32.atomic.rmw.and 2 offset=132
    local.set 0
    local.get 6
    i32.trunc_sat_f32_s
    if
      f32.const -0
      local.set 6
      local.get 7
      i64.const 32767
      i64.and
      i32.load8_s 2 offset=6725
      i32.const 32767
      i32.and
      i64.load16_s 1 align=1
      i64.const 545460846592
      local.get 1
      local.get 0
      if (type 14)
        local.set 1
        local.set 3
        local.get 7
        local.get 0
        br_if 0
        drop
        local.get 0
        i32.const 15
        i32.and
        local.get 2
        table.set 1
        local.get 6
        local.set 6
        local.get 3
      else
        local.set 1
        local.set 3
        local.get 0
        drop
        local.get 3
      end
      i64.extend32_s
      i32.const 2
      select
      i64.extend32_s
      local.set 3
      local.get 0
      local.tee 0
      i32.const 32767
      i32.and
      i32.const -1
      i32.and
      local.get 7
      i64.const 32767
      i64.and
      i64.const -1
      i64.and
      i32.const 65536
      i32.atomic.rmw8.or_u 2 offset=29
      if (result i32)
        i32.const 255
      else
        local.get 0
      end
      i32.atomic.rmw8.or_u 1 offset=61
      if
      end
    end
  )
  (func (;9;) (type 12) (param f32) (result i64)
    (local f32)
    (local f64)
    (local f32)
    (local f32)
    (local i32)
    (local f32)
    (local f64)
    (local i32)
    (local i64)
    (local i32)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 256
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 9
    i32.const 276327692
    local.get 5
    i32.gt_s
    i32.const 7
    call_indirect (type 1)
    i64.const 32767
    i64.and
    i64.load32_u align=2
    i64.extend8_s
    local.get 11
    i32.const 32767
    i32.and
    f64.load 1 offset=54 align=4
    i64.trunc_sat_f64_u
    global.get 1
    local.tee 9
    i64.const 32767
    i64.and
    i64.load8_u
    i64.const 1
    i64.or
    i64.div_s
    global.get 3
    local.tee 2
    f64.const nan
    local.get 2
    local.get 2
    f64.eq
    select
    i64.reinterpret_f64
    local.get 9
    local.get 9
    i64.const 1
    i64.or
    i64.div_s
    i64.mul
    local.get 0
    call 9
    local.get 9
    i64.and
    i64.const 7025794296098697841
    local.get 9
    i64.le_u
    ref.func 5
    ref.is_null
    i32.rotr
    select
    memory.size 2
    i32.wrap_i64
    i32.const 1
    call_indirect (type 0)
    select (result i64)
    local.get 3
    call 9
    local.get 9
    global.get 4
    i32.const 64
    select
    i64.const 32767
    i64.and
    i64.const -4
    i64.and
    local.get 9
    local.tee 9
    i64.atomic.rmw32.and_u offset=136
    i64.shr_u
    i64.popcnt
    i64.const 1
    i64.or
    i64.div_s
    loop (type 15)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const -5271038244113885826
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      drop
      i32.const 2
      drop
      local.get 5
      local.set 11
      i32.const -1
      f32.const -1
      i64.trunc_sat_f32_s
    end
    drop
    f32.const inf
    call 9
    local.tee 9
    local.get 9
    local.tee 9
    i32.const 33
    local.tee 10
    i32.extend16_s
    select
    i64.const 32767
    i64.and
    i32.load8_u offset=10
    i32.ne
    select (result i64)
    i64.const 32767
    i64.and
    local.get 9
    i64.const 32767
    i64.and
    f32.load align=1
    local.tee 1
    f32.const nan
    local.get 1
    local.get 1
    f32.eq
    select
    f32.store align=1
    i32.const 7
    f32.convert_i32_u
    f32.const 1E-40
    f32.mul
    local.get 4
    f32.neg
    f32.add
    f32.floor
    drop
    local.get 5
    call 0
    local.tee 5
    i32.const 32767
    i32.and
    i64.load8_u 1 offset=19
    local.tee 9
    local.get 9
    local.get 9
    f32.convert_i64_s
    global.get 1
    f32.convert_i64_s
    i64.const 7050324659836025818
    i64.const 32767
    i64.and
    i32.load
    select
    call 9
    i32.const 128
    local.tee 10
    select
    i64.add
    i64.const 32767
    i64.and
    local.get 7
    local.tee 2
    f64.const nan
    local.get 2
    local.get 2
    f64.eq
    select
    f64.store 2 align=1
    local.get 9
  )
  (func (;10;) (type 4) (param i64) (result i32)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    call 4
    local.set 1
    local.get 1
  )
  (func (;11;) (type 0) (param i32) (result i32)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    call 5
    local.set 1
    local.get 1
  )
  (func (;12;) (type 6) (param i32 i32 i32 i64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    local.get 2
    f32.reinterpret_i32
    local.get 3
    call 6
  )
  (func (;13;) (type 6) (param i32 i32 i32 i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    local.get 3
    call 7
  )
  (func (;14;) (type 16) (param i32 i64 i32 i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    f64.reinterpret_i64
    local.get 2
    i32.const 15
    i32.and
    table.get
    local.get 3
    call 8
  )
  (func (;15;) (type 17) (param i32) (result i64)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    call 9
    local.set 1
    local.get 1
  )
  (func (;16;) (type 18) (result i64)
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
    global.get 4
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 5
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
    global.get 6
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
    global.get 7
    local.set 0
    local.get 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
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
  (data (;0;) (offset i64.const 2751)
    "\a9%\ec4\92\te\83\98\e4e \fa\f7\85eC9\ca\c5uA\cb\16\10\12J\bc2\03Z\e43\92\05{k\fd;\0dO\01^\a0\ca\0b\86\00\89\b8&.2\8d\15\cd\tU\cc\f4\a1,\1a,"
    "\df\d1\05\d2B\17\a4Dp\ae\f7D-\99\aa}\a5'o\11W\fftS\d00\93\a2\0b)_\e2\a8+\9f\95\b5I\87fc\7f\f2fQc\b8\90~G\8eq\e2|*\05LE\87K \04\d0\9e"
    "\a9\c3l\"2\123OK\e4\d8M\83\tD\c6d\b6\cd\e5VJX9\83j\9cA\8e\b1\9fRw\cfr\bdI\1f\12\a4\d5\fa\0c,\03\e2\fdyZ\f9,\d6\\\a3]\fe6\85\b3\16\eaO\fa\88"
    ">\e5gc\d0\97\a4pk\c0a\d4\c4\cb?6\9d\e11\1b\n1\f4\e29\a3\8f\bc\c3\15\b8x\19%\c1\c9\e2\c1\bd\90B\19\fd\13\ddc\db\02\d8\de\8c\ce\ea\15\e2\94/gK\06\db\b0\00\c9"
    "[6H\d7\d4mX\b1x<\911~2odw\df\91\bc\d8x\f8rp\c6\e1p\81\ed$*\82i\e2\01\bf\bf\df\c3\02\c1\98L\06T{\f9\fe,\e0OD\bdn\94*M\e1\f3k>\89g"
    "\be\caT\08\97\f6)\e9\9f\b8\e0\0d\c8\81B4\b0\9b\83|\a0c\b7_\99\c7\c5}r\1c\aa\9b\fc\c6\a7\d31\db\ed\a1\d9 \c7=}\96\8d\eam\aeDL\02\02\9f\d6`M\n\ba\a4\10\f2\9f"
    "\89vQ2\ab\a9\f4\8f\8f\f60\b6iP\91\eb\85\86;\ae\18\b0\"%\f4\b0?\fa5M\83\e9\f9x\8c\d0^+K\d1e\81g^X\ecp\94\"\97h\9a\1a\fd4\9b\a2\14%&\8f\15;\14"
    "\0f\9f\"\c3\c7o\d8jT\85\ba;\a5s\d4pv\c9\9f\01|m\8fVu\c4\f7\96rN\a9\94\16\d3G\aam4\84\18s*u\"N\bc\b0\da\19\n\b8pj\e9\b0\de\1a\92\f8Tp\c8\e9A")
  (data (;1;) "\a9%\ec4\92\te\83\98\e4e \fa\f7\85eC9\ca\c5uA\cb\16")
)
