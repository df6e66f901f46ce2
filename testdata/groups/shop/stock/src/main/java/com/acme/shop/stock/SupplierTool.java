package com.acme.shop.stock;

public final class SupplierTool {

    private SupplierTool() {
    }

    @SuppressWarnings("arklint:stdout-print")
    public static void take(String article) {
        System.out.println("took " + article);
    }
}
