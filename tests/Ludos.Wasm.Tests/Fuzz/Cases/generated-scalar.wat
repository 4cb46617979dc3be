(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func (param i64 i32) (result i64)))
  (type (;2;) (func (param f32) (result f32)))
  (type (;3;) (func (param f64) (result f64)))
  (type (;4;) (func (result i32 f32)))
  (type (;5;) (func (result i64 f32)))
  (type (;6;) (func (result i32 i64)))
  (type (;7;) (func (param i32 f64) (result i32)))
  (type (;8;) (func (result funcref i32)))
  (type (;9;) (func (param f32) (result f64 f32)))
  (type (;10;) (func (result i64 f64)))
  (type (;11;) (func (param i64 f32 i64) (result i64)))
  (type (;12;) (func (param f32 i32) (result i64 i32 f64)))
  (type (;13;) (func (param i32 i32 i32 f32) (result i64 f64 f32)))
  (type (;14;) (func (param f64) (result f32 i32)))
  (type (;15;) (func (param f32 f32) (result i32)))
  (type (;16;) (func (param i32 i32 f32) (result f64 f64 i32)))
  (type (;17;) (func (param i64 funcref) (result f32)))
  (type (;18;) (func (param i32 i32) (result i64)))
  (type (;19;) (func (param funcref i64) (result i32)))
  (type (;20;) (func (result f32 i64)))
  (type (;21;) (func (param i64 f64) (result i32 i32)))
  (type (;22;) (func (param i32 i32) (result i32)))
  (type (;23;) (func (result i32 i32)))
  (type (;24;) (func (param i32) (result i64 i32)))
  (type (;25;) (func (param i64 i32 i64) (result i64)))
  (type (;26;) (func (param i32 i32 i32) (result i64 i64 i32)))
  (type (;27;) (func (param i32 i32 i32 i32) (result i64 i64 i32)))
  (type (;28;) (func (param i32 i32) (result i64 i32 i64)))
  (type (;29;) (func (param i64) (result i32 i32)))
  (type (;30;) (func (result i64)))
  (import "h" "i" (func (;0;) (type 0) (param i32) (result i32)))
  (import "h" "l" (func (;1;) (type 1) (param i64 i32) (result i64)))
  (import "h" "f" (func (;2;) (type 2) (param f32) (result f32)))
  (import "h" "d" (func (;3;) (type 3) (param f64) (result f64)))
  (table (;0;) 16 24 funcref)
  (table (;1;) 16 24 funcref)
  (memory (;0;) 1 1)
  (global (;0;) (mut i32) i32.const 0)
  (global (;1;) (mut i32) i32.const -104128107)
  (global (;2;) (mut i32) i32.const -1723273998)
  (global (;3;) (mut f32) f32.const -114256360)
  (global (;4;) (mut f32) f32.const -56985344)
  (export "m0" (memory 0))
  (export "f0" (func 12))
  (export "f1" (func 13))
  (export "f2" (func 14))
  (export "f3" (func 15))
  (export "f4" (func 16))
  (export "f5" (func 17))
  (export "f6" (func 18))
  (export "f7" (func 19))
  (export "observe" (func 20))
  (elem (;0;) (offset i32.const 0) func 5 6 9 6 6 5 0 6 6 8 3 10 2 5)
  (elem (;1;) func 10 8 3 9 8 4)
  (elem (;2;) declare func 0 1 2 3 4 5 6 7 8 9 10 11)
  (func (;4;) (type 8) (result funcref i32)
    (local f32)
    (local f64)
    (local i64)
    (local f64)
    (local i64)
    (local f32)
    (local i32)
    (local funcref)
    (local i64)
    (local f64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      ref.null func
      i32.const 1
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i32.const 1431655765
    if (type 4)
      local.get 2
      drop
      local.get 7
      i32.const -2147483647
      return
      local.get 6
      local.get 5
    else
      local.get 6
      i32.const 32767
      i32.and
      i32.const 2147483647
      i32.store16 offset=33
      local.get 7
      local.get 6
      i32.const 1
      i32.and
      table.grow 1
      drop
      local.get 9
      drop
      local.get 2
      local.set 2
      local.get 6
      f32.const 7.574318E+13
    end
    drop
    local.tee 6
    local.get 9
    f64.nearest
    f64.trunc
    i32.trunc_sat_f64_u
    i32.ge_u
    i32.const 15
    i32.and
    table.get 1
    local.get 6
    i32.const 32767
    i32.and
    f32.load align=1
    local.tee 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
    i32.const 32767
    i32.and
    i32.load16_u offset=12 align=1
    local.tee 6
    return
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        ref.func 11
        i32.const 0
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      loop (result i64)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          ref.func 0
          i32.const 1495328688
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        f64.const 2147483647.5
        local.set 9
        local.get 8
        i64.const -8811413400652446090
        local.get 6
        select (result i64)
      end
      block (type 5)
        local.get 6
        i32.const 32767
        i32.and
        local.get 8
        i64.store offset=17 align=1
        local.get 6
        i32.const 32767
        i32.and
        local.get 6
        i32.store8
        i64.const -8506719531556120326
        f32.const 2.54918E+38
        i32.const 2
        br_if 0
        drop
        drop
        local.get 9
        drop
        i32.const 7
        i32.const 32767
        i32.and
        local.get 6
        i32.store offset=38 align=1
        local.get 4
        local.get 5
        local.get 5
        local.tee 0
        f32.const nan
        local.get 0
        local.get 0
        f32.eq
        select
        f32.copysign
      end
      drop
      i64.gt_s
      i32.const 32767
      i32.and
      block (result i32)
        local.get 6
        i32.const 7
        i32.and
        local.get 7
        local.get 6
        i32.const 1
        i32.and
        table.fill 1
        local.get 6
      end
      call 0
      i32.const 32767
      i32.and
      local.get 6
      call 0
      local.get 6
      table.size
      local.get 6
      local.tee 6
      i32.const 1
      i32.or
      i32.rem_s
      select (result i32)
      i32.const 32767
      i32.and
      i32.load offset=44
      i32.const 255
      i32.and
      memory.copy
      i32.const 63
      local.get 6
      i32.const 1
      i32.or
      i32.div_s
      local.get 9
      f64.ceil
      loop (type 6)
        global.get 0
        i32.const 10
        i32.lt_s
        if
          ref.null func
          i32.const 1714422437
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        local.get 6
        local.set 6
        local.get 6
        i32.const 32767
        i32.and
        local.get 3
        local.tee 1
        f64.const nan
        local.get 1
        local.get 1
        f64.eq
        select
        f64.store offset=36 align=1
        i32.const 31
        i64.const -1
      end
      drop
      if (type 7)
        local.set 9
        local.set 6
        i32.const 1448715580
        i32.const 32767
        i32.and
        global.get 1
        i32.const 32767
        i32.and
        local.get 6
        i32.const 255
        i32.and
        memory.copy
        local.get 6
        i32.const 32767
        i32.and
        global.get 3
        local.tee 0
        f32.const nan
        local.get 0
        local.get 0
        f32.eq
        select
        f32.store offset=12 align=2
        local.get 6
        i32.const 32767
        i32.and
        f64.const -0
        local.tee 1
        f64.const nan
        local.get 1
        local.get 1
        f64.eq
        select
        f64.store offset=26 align=2
        local.get 6
        i32.const 32767
        i32.and
        local.get 6
        i32.store offset=8253 align=1
        local.get 6
        i32.const 32767
        i32.and
        i32.load16_s offset=37 align=1
      else
        local.set 9
        local.set 6
        local.get 6
        local.get 6
        br_if 0
        drop
        i32.const 63
      end
      local.get 6
      i32.const 32767
      i32.and
      f32.load align=2
      local.get 5
      f32.div
      i32.trunc_sat_f32_s
      local.get 6
      if (result i32)
        local.get 3
        local.set 3
        local.get 9
        local.set 9
        i32.const 33
        i32.const 65535
        i32.gt_u
      else
        local.get 6
        i32.const 32767
        i32.and
        local.get 6
        i32.const 32767
        i32.and
        i32.const -636208645
        i32.const 255
        i32.and
        memory.copy
        local.get 6
        local.set 6
        local.get 2
        local.get 8
        i64.lt_s
      end
      select
      i32.const 32767
      i32.and
      local.get 7
      ref.is_null
      i32.const 32767
      i32.and
      i32.load16_s offset=32 align=1
      i32.const 32767
      i32.and
      i32.load
      table.size
      i32.sub
      memory.size
      global.get 1
      i32.xor
      i32.const 255
      i32.and
      memory.fill
      ref.func 8
      block (result i32)
        local.get 7
        local.get 6
        global.get 2
        br_if 2
        drop
        drop
        local.get 8
        drop
        local.get 6
        drop
        local.get 6
      end
      call 0
      local.get 2
      local.get 2
      i64.add
      local.get 6
      i32.const 32767
      i32.and
      i64.load16_u
      i64.xor
      local.get 6
      i64.extend_i32_u
      i64.ne
      br_if 1
      drop
      drop
      i32.const 64
      global.get 0
      i32.const 1000
      i32.gt_s
      i32.and
      br_if 0
    end
    ref.func 5
    local.get 6
  )
  (func (;5;) (type 9) (param f32) (result f64 f32)
    (local f32)
    (local f64)
    (local i32)
    (local i64)
    (local i64)
    (local funcref)
    (local f32)
    (local f64)
    (local f32)
    (local f64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f64.const 1.6685571612498124E+246
      f32.const 0
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 3
    call 0
    local.get 3
    local.get 3
    local.tee 3
    i32.const 3
    i32.and
    memory.grow
    select
    i32.extend8_s
    local.get 3
    i32.const 32767
    i32.and
    i32.load8_s offset=49
    i32.popcnt
    local.get 3
    i32.const 32767
    i32.and
    i64.load offset=43 align=4
    local.get 4
    local.get 4
    i32.const -564907759
    select
    i64.rotr
    local.get 5
    i64.lt_u
    local.get 8
    local.tee 2
    f64.const nan
    local.get 2
    local.get 2
    f64.eq
    select
    i64.reinterpret_f64
    local.get 3
    i32.const 32767
    i32.and
    i64.load16_u
    i64.ge_s
    i32.const 0
    i32.const 1
    i32.or
    i32.rem_u
    select
    i32.const 1
    i32.or
    i32.div_s
    i32.const 32767
    i32.and
    f64.load offset=8502 align=2
    local.set 8
    block (result i32)
      loop
        global.get 0
        i32.const 10
        i32.lt_s
        if
          f64.const 1
          f32.const -inf
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        local.get 3
        drop
      end
      i32.const -534083586
      local.get 3
      local.get 7
      call 7
      drop
      drop
      drop
      i32.const 64
      block (type 6)
        i32.const 255
        drop
        local.get 3
        global.set 1
        global.get 2
        local.get 4
      end
      drop
      i32.sub
      i32.const 32767
      i32.and
      local.get 10
      local.get 3
      f64.convert_i32_s
      f64.add
      local.tee 2
      f64.const nan
      local.get 2
      local.get 2
      f64.eq
      select
      f64.store offset=41 align=2
      local.get 3
      i32.const 32767
      i32.and
      i32.load16_u offset=3
      if
        loop
          global.get 0
          i32.const 10
          i32.lt_s
          if
            f64.const -nan
            f32.const 9.76419E-25
            return
          end
          global.get 0
          i32.const 10
          i32.sub
          global.set 0
          local.get 10
          drop
          local.get 3
          global.get 0
          i32.const 1000
          i32.gt_s
          i32.and
          br_if 0
        end
        local.get 3
        i32.const 32767
        i32.and
        local.get 5
        i64.store8 offset=92
      else
        block
        end
        i32.const -1
        drop
        local.get 4
        local.set 4
      end
      local.get 3
    end
    i32.const 32767
    i32.and
    local.get 3
    i32.const 32767
    i32.and
    local.get 3
    i32.const 255
    i32.and
    memory.copy
    local.get 10
    f32.const -2.5
  )
  (func (;6;) (type 11) (param i64 f32 i64) (result i64)
    (local f32)
    (local f64)
    (local f64)
    (local i64)
    (local i64)
    (local i32)
    (local i32)
    (local i64)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 33
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    f64.const -3.529587278653831E-239
    drop
    f32.const 1.9692072E+09
    i64.trunc_sat_f32_s
    local.get 9
    local.get 8
    i32.gt_u
    i64.extend_i32_u
    i64.mul
    block (result i32)
      local.get 11
      drop
      i32.const 1013704689
      drop
      local.get 1
      drop
      local.get 8
      i32.const 32767
      i32.and
      global.get 3
      local.tee 3
      f32.const nan
      local.get 3
      local.get 3
      f32.eq
      select
      f32.store offset=51
      i32.const 7
      i32.const 7
      i32.and
      global.get 2
      i32.const 1
      i32.and
      local.get 8
      i32.const 3
      i32.and
      table.init 1
      local.get 9
    end
    i64.const -549755813888
    local.get 2
    i64.lt_u
    i32.le_u
    i32.const 32767
    i32.and
    i64.load8_u offset=26786
    f64.const inf
    local.get 5
    local.tee 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    f64.copysign
    i64.trunc_sat_f64_s
    local.get 8
    if (type 10)
      i64.const 545460846592
      local.set 2
      local.get 1
      global.set 4
      local.get 11
      local.set 8
      local.get 1
      global.set 3
      local.get 7
      local.get 5
    else
      local.get 2
      local.get 5
      i32.const 65535
      br_if 0
      drop
      drop
      local.get 10
      drop
      i64.const 31
      local.get 8
      br_if 1
      drop
      local.get 6
      local.get 5
    end
    drop
    i64.rotr
    local.get 0
    i64.le_s
    select
    local.get 1
    local.get 9
    call 9
    drop
    drop
    local.get 7
    local.get 11
    call 1
    i64.extend32_s
    global.get 1
    select (result i64)
    i64.const 140733193388032
    i64.const 1
    i64.or
    i64.div_s
    local.get 6
    local.get 11
    select
    i64.const 1
    i64.or
    i64.rem_s
    local.set 0
    i64.const 128
  )
  (func (;7;) (type 16) (param i32 i32 f32) (result f64 f64 i32)
    (local f32)
    (local f64)
    (local i64)
    (local funcref)
    (local i32)
    (local funcref)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f64.const 1
      f64.const -0
      i32.const 791432163
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 1
    i32.const 32767
    i32.and
    local.get 9
    local.get 2
    local.get 1
    call 0
    i32.const 32767
    i32.and
    i64.load32_u offset=1
    i32.const 3
    call_indirect (type 11)
    i64.store32 align=2
    loop (result i32)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f64.const 0
        f64.const 0.5
        i32.const 93132465
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 9
      local.get 9
      local.get 5
      local.get 0
      select (result i64)
      i64.shr_s
      drop
      block (result funcref)
        global.get 2
        local.set 0
        local.get 1
        drop
        local.get 2
        drop
        i32.const -1797919076
        i32.const 32767
        i32.and
        local.get 1
        local.get 0
        i32.const 255
        i32.and
        memory.fill
        f32.const -3.5424986E-18
        drop
        local.get 6
      end
      local.set 8
      f64.const 1.5
      f64.ceil
      global.get 2
      local.get 0
      f32.const -1.0494314E+37
      call 7
      drop
      drop
      i32.const 65536
      local.tee 0
      local.get 5
      local.get 9
      i64.le_u
      br_if 1
      drop
      drop
      drop
      i32.const 1
      i32.const 6
      call_indirect (type 0)
      i32.const 32767
      i32.and
      f64.load offset=46 align=1
      local.get 5
      i64.clz
      f64.reinterpret_i64
      f64.le
      i32.const 32767
      i32.and
      i32.load16_u offset=421 align=1
    end
    global.set 2
    f32.const 0
    local.set 2
    f64.const 1.5
    f64.const 1.5
    local.get 0
    select (result f64)
    f64.const -7.611892790197716E+197
    f64.neg
    local.get 1
    i32.const 32767
    i32.and
    i32.load16_s offset=10
    select (result f64)
    call 11
    drop
    local.get 7
    i32.clz
    f32.convert_i32_u
    i32.const 63
    call 0
    i32.const 32767
    i32.and
    f32.load offset=35 align=1
    f32.sub
    global.get 2
    i32.const 32767
    i32.and
    i64.load16_u offset=24 align=1
    i32.const 612232134
    i32.const 32767
    i32.and
    i64.load8_s
    i64.and
    f32.convert_i64_s
    f32.max
    local.get 7
    i32.extend16_s
    i32.const 6
    call_indirect (type 0)
    i32.const -1877396878
    i32.xor
    i32.const 32767
    i32.and
    i32.load16_u offset=38
    if (type 15)
      local.set 2
      local.set 2
      i32.const 33
    else
      local.set 2
      local.set 2
      local.get 0
    end
    drop
    f64.const -nan
    f64.const -2147483648.9
    local.get 7
  )
  (func (;8;) (type 13) (param i32 i32 i32 f32) (result i64 f64 f32)
    (local f32)
    (local f64)
    (local f32)
    (local i32)
    (local f32)
    (local funcref)
    (local f32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const -8799305857762464415
      f64.const 7.461350607678815E+271
      f32.const -6.114341E+28
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const -8595376604937921188
        f64.const 5E-324
        f32.const 0.5
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      f64.const 1.5
      f64.const 5E-324
      f64.eq
      i32.const 32767
      i32.and
      i32.load16_s
      call 0
      local.set 2
      i32.const 0
      i32.const 32767
      i32.and
      i32.load align=1
      i32.const 32767
      i32.and
      i64.load16_u align=1
      i64.const 4294967296
      i64.const -3084676304497553027
      i64.const -993614423959973701
      i64.shr_s
      i64.shr_s
      memory.size
      select
      f64.const -4.833792461694652E+44
      f64.const inf
      i32.const -245764472
      select
      call 3
      i32.const -547327428
      if (result f32)
        local.get 2
        i32.const 65535
        i32.and
        i64.const 281470681743360
        i64.store offset=1 align=4
        local.get 7
        local.set 1
        global.get 4
      else
        local.get 9
        local.set 9
        f64.const 4.139230194679259E-181
        drop
        local.get 1
        i32.const 32767
        i32.and
        local.get 1
        i32.store8 offset=3874
        local.get 10
      end
      local.tee 10
      f64.const -2147483648.9
      call 11
      drop
      f32.min
      i32.const -1940799924
      i32.const 3
      i32.and
      memory.grow
      i32.const 6
      call_indirect (type 0)
      br_if 1
      drop
      drop
      drop
    end
    local.get 8
    drop
    local.get 2
    i32.const 6
    call_indirect (type 0)
    local.get 7
    i32.extend16_s
    local.get 0
    i32.const -1511077012
    i32.gt_s
    i32.gt_s
    table.size
    select
    i32.const 32767
    i32.and
    i64.load32_u align=2
    i64.const 1
    i64.shr_s
    i64.const 140733193388032
    local.get 0
    block (type 1)
      local.set 2
      drop
      local.get 2
      i32.const 32767
      i32.and
      local.get 7
      i32.const 32767
      i32.and
      i32.const 1680062429
      i32.const 255
      i32.and
      memory.copy
      global.get 1
      i32.const 32767
      i32.and
      local.get 7
      i32.const 15
      i32.and
      local.get 1
      i32.const 7
      i32.and
      memory.init 1
      i64.const 127
    end
    f64.reinterpret_i64
    f64.abs
    f64.nearest
    table.size
    i32.extend8_s
    if (result funcref)
      local.get 3
      drop
      i64.const 31
      f64.const 1E+300
      f32.const -nan
      global.get 2
      br_table 1 1 1 1 1 1
      i64.const 8846102258450099876
      drop
      i32.const 7
      i32.const 15
      i32.and
      table.get 1
    else
      local.get 7
      local.set 7
      local.get 2
      drop
      local.get 1
      global.set 1
      local.get 8
      drop
      local.get 3
      local.set 6
      local.get 2
      i32.const 15
      i32.and
      table.get 1
    end
    ref.is_null
    i32.const 32767
    i32.and
    f32.load offset=9 align=2
    call 4
    drop
    ref.is_null
    local.tee 7
    br_if 0
    drop
    drop
    drop
    local.get 0
    if (type 6)
      ref.func 7
      local.get 7
      i32.const 1
      i32.and
      table.grow 1
      drop
      global.get 2
      local.set 1
      local.get 0
      i64.const -210036848092431605
    else
      local.get 1
      i32.const 32767
      i32.and
      f64.const 1.5
      local.tee 5
      f64.const nan
      local.get 5
      local.get 5
      f64.eq
      select
      f64.store offset=15066 align=2
      global.get 2
      i64.const 2147483647
    end
    drop
    i32.const 32767
    i32.and
    i32.load16_s offset=22352
    i32.const 32767
    i32.and
    i32.load8_u offset=17
    local.get 6
    i32.trunc_sat_f32_s
    i32.ge_s
    i32.const 32767
    i32.and
    i64.load32_s offset=51 align=2
    f64.convert_i64_u
    i64.trunc_sat_f64_s
    local.get 1
    i32.const 32767
    i32.and
    f64.load offset=6737 align=2
    i64.const 281474976710656
    i64.const 133143986176
    i64.shl
    f64.const -inf
    local.tee 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    f64.const -1.9552815135568242E-147
    i32.trunc_sat_f64_u
    select
    block (result i64)
      f64.const 1.9581418413239514E-48
      drop
      i64.const 545460846592
    end
    i64.clz
    i64.or
    local.get 1
    local.get 0
    i32.or
    local.tee 0
    i32.const 32767
    i32.and
    i64.load16_u offset=16975 align=1
    local.get 1
    call 0
    select
    i64.const 281474976710656
    i32.const 1431655765
    select
    ref.null func
    block (type 17)
      local.set 9
      drop
      i64.const 421843363750536985
      i64.extend8_s
      i64.const -1
      i64.extend32_s
      i64.gt_s
      i32.clz
      if
        f64.const 1.8446744073709552E+19
        drop
        i32.const -1
        local.get 1
        i32.eq
        i32.const 7
        i32.and
        local.get 1
        i32.const 32767
        i32.and
        i32.load8_u offset=35
        i32.const 1
        i32.and
        local.get 0
        local.get 7
        i32.le_u
        i32.const 3
        i32.and
        table.init 1
        local.get 7
        i32.const 32767
        i32.and
        local.get 7
        i32.const 32767
        i32.and
        i32.load8_u offset=11166
        i32.const 32767
        i32.and
        i64.const -9223372032559808512
        i32.wrap_i64
        i32.const 255
        i32.and
        memory.copy
        local.get 2
        local.get 1
        i32.xor
        i32.const 32767
        i32.and
        i32.const -1
        i32.popcnt
        i32.store8 offset=5837
      else
        memory.size
        i32.const 32767
        i32.and
        global.get 2
        local.get 0
        block (type 18)
          local.set 1
          local.set 0
          local.get 0
          local.set 1
          local.get 9
          local.set 9
          i64.const -8412118170563321695
        end
        i64.store align=4
      end
      local.get 2
      local.get 1
      local.get 2
      i32.const 1
      i32.or
      i32.rem_u
      i32.shr_u
      i64.const 128
      i64.const 30064771072
      i64.add
      i64.const 133143986176
      i64.const -4294967296
      i64.mul
      i64.eq
      i32.gt_u
      local.set 2
      local.get 8
      global.get 4
      local.tee 10
      f32.add
    end
  )
  (func (;9;) (type 12) (param f32 i32) (result i64 i32 f64)
    (local f32)
    (local f64)
    (local i32)
    (local i32)
    (local i32)
    (local f64)
    (local funcref)
    (local i64)
    (local i32)
    (local i32)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const 127
      i32.const -1891953528
      f64.const 3.648323563389967E-211
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const 5473431494875725450
        i32.const 1730031215
        f64.const -0
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      local.tee 3
      f64.const nan
      local.get 3
      local.get 3
      f64.eq
      select
      i64.reinterpret_f64
      i64.const 32767
      local.get 9
      i32.const 2042542032
      select (result i64)
      i64.and
      local.get 0
      local.get 11
      call 9
      drop
      drop
      local.get 12
      i32.const 3
      i32.and
      memory.grow
      i32.const 32767
      i32.and
      i32.load16_s offset=25419
      select
      local.get 9
      local.tee 9
      local.get 4
      i32.const 32767
      i32.and
      i64.load32_s align=2
      i64.lt_s
      local.tee 4
      f64.const -9.886127872695537E+252
      local.get 7
      i32.const 10
      call_indirect (type 3)
      f64.sub
      local.get 7
      local.get 7
      f64.div
      f64.const 1.8446744073709552E+19
      call 3
      local.get 7
      f64.sqrt
      f64.ne
      select
      i32.const 1202604180
      block (result i32)
        local.get 5
        local.set 1
        local.get 11
        drop
        local.get 1
        i32.const 32767
        i32.and
        local.get 12
        i32.const 15
        i32.and
        local.get 5
        i32.const 7
        i32.and
        memory.init 0
        local.get 7
        local.set 7
        f32.const -2.1474836E+09
        drop
        local.get 1
      end
      i32.sub
      local.get 1
      call 0
      i32.extend8_s
      i32.lt_s
      br_if 1
      drop
      drop
      drop
      local.get 10
      local.set 6
    end
    local.get 9
    local.get 9
    local.get 1
    local.get 11
    local.tee 12
    i32.const 3
    i32.and
    memory.grow
    memory.size
    select
    local.get 6
    i32.const 15
    i32.and
    table.get
    f32.const 0
    i64.trunc_sat_f32_s
    loop (type 4)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i64.const -6203681126021814820
        i32.const -128
        f64.const -1.7600465523096215E+104
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      drop
      local.get 0
      drop
      local.get 9
      drop
      ref.func 5
      drop
      i32.const 1
      drop
      local.get 1
      f32.const inf
    end
    drop
    if (type 19)
      local.set 9
      local.set 8
      local.get 7
      drop
      local.get 7
      local.set 7
      f32.const 1.8446744E+19
      drop
      local.get 9
      local.set 9
      local.get 8
      local.set 8
      local.get 4
      local.get 1
      i32.gt_u
    else
      local.set 9
      local.set 8
      local.get 12
      local.get 1
      br_if 0
      drop
      local.get 9
      local.get 5
      f64.const inf
      i32.const 2
      br_if 1
      drop
      drop
      drop
      local.get 0
      local.set 0
      local.get 10
    end
    local.get 1
    select (result i32)
    i32.const 32767
    i32.and
    i64.load offset=62 align=4
    i32.const -128
    select (result i64)
    global.get 2
    select
    local.get 4
    local.get 7
  )
  (func (;10;) (type 11) (param i64 f32 i64) (result i64)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    (local funcref)
    (local f32)
    (local f32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i64.const -2147483647
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i32.const -1
    i32.extend16_s
    global.set 1
    local.get 6
    i32.const 32767
    i32.and
    f32.load offset=53
    local.get 6
    if (type 20)
      i64.const 4977470215355367540
      drop
      local.get 6
      i32.const 32767
      i32.and
      local.get 6
      local.get 6
      i32.const 255
      i32.and
      memory.fill
      local.get 9
      local.get 5
      i32.const -1477764444
      br_if 0
      drop
      drop
      local.get 1
      local.get 0
    else
      local.get 6
      i32.const 32767
      i32.and
      local.get 6
      i32.const 15
      i32.and
      i32.const 2147483647
      i32.const 7
      i32.and
      memory.init 0
      local.get 2
      local.set 0
      local.get 6
      i32.const 32767
      i32.and
      f64.const inf
      local.tee 4
      f64.const nan
      local.get 4
      local.get 4
      f64.eq
      select
      f64.store
      local.get 8
      drop
      f32.const nan:0x3bc5eb
      local.get 5
    end
    drop
    local.tee 3
    f32.const nan
    local.get 3
    local.get 3
    f32.eq
    select
    f32.copysign
    local.get 8
    local.tee 9
    f32.lt
    i32.const 15
    i32.and
    table.get
    ref.is_null
    i32.const 1034017048
    local.tee 6
    i32.const 1
    i32.or
    i32.div_u
    local.set 6
    i32.const -2147483647
    i32.const 6
    call_indirect (type 0)
    global.get 2
    i32.const 32767
    i32.and
    i32.load offset=53 align=1
    i32.mul
    call 0
    local.tee 6
    i32.const 32767
    i32.and
    i64.load8_s offset=15
  )
  (func (;11;) (type 14) (param f64) (result f32 i32)
    (local f32)
    (local f64)
    (local f32)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f32.const 1.8446744E+19
      i32.const -1468291729
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 0
    call 11
    drop
    call 2
    f32.neg
    i32.trunc_sat_f32_s
    if
      i32.const -873905564
      call 0
      call 0
      drop
      local.get 4
      i64.extend16_s
      local.set 4
    else
      local.get 4
      i64.eqz
      i32.const 32767
      i32.and
      i32.load16_u offset=10
      i32.const -2046460096
      call 0
      i32.const -351569351
      i32.const 32767
      i32.and
      i32.load8_u offset=2
      i32.const 1
      i32.const 32767
      i32.and
      i32.load align=2
      i32.shl
      select
      i32.const 65535
      i32.const 32767
      i32.and
      i64.load8_s offset=18
      local.get 4
      i64.ne
      local.get 3
      i32.trunc_sat_f32_s
      local.get 4
      i32.wrap_i64
      block (type 6)
        local.get 0
        local.set 0
        i32.const 933204926
        i64.const 256
      end
      drop
      select (result i32)
      i32.const 32767
      i32.const 865025665
      i32.mul
      local.get 4
      local.get 4
      i64.le_u
      i32.ne
      select (result i32)
      i32.mul
      i32.const 7
      i32.and
      i32.const -2147483648
      call 0
      i32.const 32767
      i32.and
      i32.load offset=34 align=2
      i32.const 1
      i32.and
      local.get 4
      local.get 4
      i64.xor
      local.get 4
      i64.const 5999505031187699488
      i64.shl
      i32.const 1664263450
      select
      f64.const 1E+300
      i32.const -1896616824
      i32.const 32767
      i32.and
      f64.load
      f64.mul
      loop (type 21)
        local.set 0
        local.set 4
        global.get 0
        i32.const 10
        i32.lt_s
        if
          f32.const 1.5
          i32.const 0
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        loop
          global.get 0
          i32.const 10
          i32.lt_s
          if
            f32.const 7.2041795E-15
            i32.const 63
            return
          end
          global.get 0
          i32.const 10
          i32.sub
          global.set 0
          global.get 2
          i32.const 32767
          i32.and
          local.get 3
          local.tee 1
          f32.const nan
          local.get 1
          local.get 1
          f32.eq
          select
          f32.store offset=7 align=2
          local.get 3
          global.get 1
          i32.const 65535
          br_if 3
          drop
          drop
          i32.const 33
          i32.const 32767
          i32.and
          global.get 1
          i32.store8 offset=28
        end
        global.get 1
        i32.const 32767
        i32.and
        i32.load16_s offset=1 align=1
        i32.const 32767
        i32.and
        i32.load16_u offset=12774 align=1
        i32.const 32
      end
      drop
      i32.const 3
      i32.and
      table.init 0
      i32.const 7
      i32.const 32767
      i32.and
      i32.load16_u
      i32.const 32767
      i32.and
      i32.load16_s align=1
      i32.const 128
      i32.const -128
      i32.lt_s
      local.get 4
      i64.const 281474976710656
      i64.le_s
      i32.lt_s
      local.get 4
      i64.eqz
      i32.rotl
      i32.eq
      drop
    end
    table.size
    i32.const 32767
    i32.and
    i32.load offset=17 align=2
    i32.const 32767
    i32.and
    i64.const -4365146335197321303
    f64.convert_i64_u
    i32.trunc_sat_f64_u
    i32.store16
    i32.const 1431655765
    i32.const 32767
    i32.and
    global.get 1
    i32.const 32767
    i32.and
    local.get 3
    local.get 3
    f32.eq
    i32.const 255
    i32.and
    memory.copy
    global.get 1
    i32.const 32767
    i32.and
    i32.load16_s offset=58 align=1
    i32.const 32767
    i32.and
    i32.load8_s offset=27239
    i32.const 32767
    i32.and
    i32.load16_u offset=50
    if
      block
        local.get 3
        call 5
        drop
        local.get 0
        f64.le
        if
          i32.const -989831329
          i32.const 32767
          i32.and
          i32.const 2
          global.get 2
          i32.const 255
          i32.and
          memory.fill
          block
            global.get 1
            i32.const 32767
            i32.and
            f64.const -inf
            local.tee 2
            f64.const nan
            local.get 2
            local.get 2
            f64.eq
            select
            f64.store offset=17 align=4
            local.get 3
            local.set 3
          end
        end
        global.get 2
        i32.const 32767
        i32.and
        f32.load align=2
        local.get 0
        f64.const 8.464673918532497E+24
        f64.le
        local.get 3
        f32.const -2.956637E+27
        f32.ge
        br_if 2
        drop
        drop
        i32.const 32767
        i32.const 32767
        i32.and
        f32.load offset=36 align=2
        i32.const -2147483648
        i32.const 32767
        i32.and
        f32.load offset=1042 align=2
        f32.eq
        i32.const 32767
        i32.and
        i32.const -1109855195
        i32.const 32767
        i32.and
        local.get 4
        i64.const 33
        i64.le_u
        global.get 3
        local.get 3
        f32.ne
        local.get 3
        local.tee 1
        f32.const nan
        local.get 1
        local.get 1
        f32.eq
        select
        i32.reinterpret_f32
        select
        i32.const 255
        i32.and
        memory.copy
        local.get 4
        local.get 4
        i64.const 1
        i64.or
        i64.rem_s
        i64.ctz
        local.set 4
      end
      i32.const 1480128150
      i32.const 255
      i32.shr_u
      i32.const 2
      i32.const 33
      global.get 2
      select
      i32.const 64
      i32.const 255
      block (type 22)
        drop
        drop
        local.get 4
        local.set 4
        i32.const 2145869461
        drop
        local.get 0
        drop
        i32.const -2147483647
        br_if 1
        i32.const -1
      end
      select
      i32.const 32767
      i32.and
      i32.load offset=19 align=1
      i32.const 32767
      i32.and
      i32.load offset=53 align=2
      if
        global.get 1
        i32.popcnt
        i32.const 7
        i32.and
        i32.const -1
        global.get 1
        i32.ne
        i32.const 32767
        i32.and
        i32.load16_s offset=3588 align=1
        i32.const 1
        i32.and
        global.get 1
        i32.const 3
        i32.and
        table.init 1 1
      end
    else
    end
    f32.const 1
    i32.const 63
  )
  (func (;12;) (type 23) (result i32 i32)
    (local funcref)
    (local i32)
    i32.const 3000
    global.set 0
    call 4
    local.set 1
    local.set 0
    local.get 0
    ref.is_null
    local.get 1
  )
  (func (;13;) (type 24) (param i32) (result i64 i32)
    (local f64)
    (local f32)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    call 5
    local.set 2
    local.set 1
    local.get 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    i64.reinterpret_f64
    local.get 2
    f32.const nan
    local.get 2
    local.get 2
    f32.eq
    select
    i32.reinterpret_f32
  )
  (func (;14;) (type 25) (param i64 i32 i64) (result i64)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    f32.reinterpret_i32
    local.get 2
    call 6
    local.set 3
    local.get 3
  )
  (func (;15;) (type 26) (param i32 i32 i32) (result i64 i64 i32)
    (local f64)
    (local f64)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    f32.reinterpret_i32
    call 7
    local.set 5
    local.set 4
    local.set 3
    local.get 3
    f64.const nan
    local.get 3
    local.get 3
    f64.eq
    select
    i64.reinterpret_f64
    local.get 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    i64.reinterpret_f64
    local.get 5
  )
  (func (;16;) (type 27) (param i32 i32 i32 i32) (result i64 i64 i32)
    (local i64)
    (local f64)
    (local f32)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    local.get 3
    f32.reinterpret_i32
    call 8
    local.set 6
    local.set 5
    local.set 4
    local.get 4
    local.get 5
    f64.const nan
    local.get 5
    local.get 5
    f64.eq
    select
    i64.reinterpret_f64
    local.get 6
    f32.const nan
    local.get 6
    local.get 6
    f32.eq
    select
    i32.reinterpret_f32
  )
  (func (;17;) (type 28) (param i32 i32) (result i64 i32 i64)
    (local i64)
    (local i32)
    (local f64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    call 9
    local.set 4
    local.set 3
    local.set 2
    local.get 2
    local.get 3
    local.get 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    i64.reinterpret_f64
  )
  (func (;18;) (type 25) (param i64 i32 i64) (result i64)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    f32.reinterpret_i32
    local.get 2
    call 10
    local.set 3
    local.get 3
  )
  (func (;19;) (type 29) (param i64) (result i32 i32)
    (local f32)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    f64.reinterpret_i64
    call 11
    local.set 2
    local.set 1
    local.get 1
    f32.const nan
    local.get 1
    local.get 1
    f32.eq
    select
    i32.reinterpret_f32
    local.get 2
  )
  (func (;20;) (type 30) (result i64)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    i64.const 0
    global.get 1
    local.set 3
    local.get 3
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 2
    local.set 3
    local.get 3
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 3
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
    global.get 4
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
  (data (;0;) (offset i32.const 3284)
    "\e64\\\be\d1f\bb\9eb\d1\f3\13n \e0l\n\f3\98\d5\b54\c1\"`5[\n5\c2\b7\1b\b9\df\a5-\a1\95\93+\f8\f54\e3S\bbj\94\c1\03\07\19\9c\8f\b5\e9\c8\e09\82\d8\87\11\e3"
    "\98c\d7\e8\a0\06\f5m\c3>B\82\c9#&\df\d9*\c5~+\cb\bb\c4d\87\ee\d9=\a65\tu\e7W\e5P\04\d2UI\de-\fa\11*\cc\93\847\d8\b6i\1d2A\c6\f5\10B\07\c0\bc\94"
    "z\1c\14\b6.\dd\a6\81\07\1f\d0E\d8\cf.\d4(n\92\f5\9a\86\a1\8a\ab6\d5!\adG\b9\fd\f8nmT\abT\81Y\0f\19\b7\93\e5\c2\d9la\deX)\ca6>\ee\cf\ee\e0\dd\f3\0f\8c\f6"
    "\ca&0\08\e4\95\a8\t\03\e8\82\d2*\e9E+\10\a5A\9e\c2\e7\bc\e4\8f\c7\8e\e7\9fZ\dc\d4\n4}y\ed_\d0>AS\82IQ\9c\fd\83r\c6\ba^\e8\"\b9\cbQ\c6\90\8cO\80Q\d0"
    "`wb2\a2\a9zP\a9J\bb\8a1V\03*\1e\c83\f2a\d4\f0d\c1K\e4\b3{|C~\"\d4\bf 7\88X+v\f7\9b5=Ww\84\f0\b0n`\f4vI\fcT}\8b\d1\05\18\d9\c3"
    ",\96&\c7\98fe\aar\bc\be\85\e2\f8f\c7\92v\b2\ce\8b\bc\d5\a1A\84\a2\d4\a4<\98\11\c1\e3\b8K\c1\b1i\d3\f5\13l\b7n\d7\ba(rgn1\92\c8\e2tS9\ff}\ca\a3\aa~"
    "\cc\fd\d8\8e\18<\af\1d\ba\b1\b3zJ\16h\d2x\15\f7\a5\86\d2\b7\n\94\cfZ\f4L\d4\13\f9(\8c\08\df4\c2\fd\d6\b5\d9\c3\8c\07B8\8b\86\dc\84\\\19$\10\e6\c9\d5\8f\d3\d9\\\f0\c2"
    "{8\a5^\d2\ea\c4\d9\c6!\c9I\85\de9\8dl8\t\c9S\d7\16\f0\f0\0d\98\d3C xF\f5\cf9\e1\85,\baU\8b\1e\b0\a7\b93\84\80\d6eN\b1\96Ps\97\a1$\d4%%\c3\92\d6")
  (data (;1;) "\e64\\\be\d1f\bb\9eb\d1\f3\13n \e0l\n\f3\98\d5\b54\c1\"")
)
