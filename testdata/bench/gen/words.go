package main

import "strings"

// apps' names; they are also packages, so they are single words.
var moduleNames = strings.Fields("order stock price user pay coupon cart ship member goods search review invoice report notice risk")

var nouns = strings.Fields(`Order Refund Invoice Payment Shipment Coupon Account Address Price Stock Batch Contract Supplier Warehouse Member
	Ticket Bill Channel Rule Quota Plan Task Message Template Report Device Store Region Brand Category Comment Reward Wallet Ledger
	Voucher Parcel Route Carrier Pallet Bundle`)

var adjectives = strings.Fields(`Pending Daily Merged Split Local Remote Outer Inner Draft Final Partial Bulk Prepaid Foreign Regular Virtual
	Shared Private Monthly Manual Archived Internal External Temporary`)

var verbs = strings.Fields(`find load list count sum check sync merge apply build resolve refresh publish collect prepare adjust confirm
	cancel export archive`)

var fieldStarts = strings.Fields("order user pay ship stock price audit source target parent first last total max min buyer seller tenant shop item")

var fieldEnds = []field{
	{"Id", "Long"}, {"Code", "String"}, {"Name", "String"}, {"Amount", "BigDecimal"}, {"Count", "Integer"}, {"Time", "LocalDateTime"},
	{"Type", "String"}, {"Enabled", "Boolean"}, {"Rate", "Double"}, {"Remark", "String"}, {"Tags", "List<String>"},
}

var people = strings.Fields("zhangsan lisi wangwu zhaoliu m.keller j.doe 陈晨")

var english = []string{
	"Keeps what the settlement needs to know about it.",
	"Called by the night job as well; must stay idempotent.",
	"Looks it up without a lock: a row that is a second old is good enough.",
	"See {@link java.util.Map#merge} for why the counts are boxed.",
	"Only for the back office. TODO: move behind the gateway.",
	"Rounds half up, as the tax office wants it; see <a href='https://wiki.acme.test/t/42'>t/42</a>.",
	"Was static in 1.x; a bean since the modules share one JVM.",
	"The caller has checked the tenant.",
	"Returns at once; the work is done on the pool.",
	"Does not throw when nothing is found.",
}

var chinese = []string{
	"查询明细, 不加锁", "按天统计数量", "幂等: 重复调用结果相同", "参数校验失败", "兼容旧版本接口, 下个版本删除", "金额单位: 分",
	"只读查询, 走从库", "异步处理, 失败后由定时任务补偿", "缓存, 五分钟过期", "操作人不能为空", "注意: 租户隔离由网关保证", "订单状态流转", "不支持的类型",
}

const licence = `/*
 * Licensed to the Acme Software Foundation (ASF) under one or more
 * contributor license agreements. See the NOTICE file distributed with
 * this work for additional information regarding copyright ownership.
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 */
`
